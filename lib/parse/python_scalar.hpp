/// @file
/// @brief What a scalar is to Python's yaml.safe_load, by which Feast reads feature_store.yaml: YAML 1.1 with `yes`,
/// octal 017, base 60, and numbers with a point.
///
/// Source: PyYAML 6, resolver.py and constructor.py.
#pragma once

#include "parse/scalar.hpp"

namespace feastctl::parse {

/// Resolves a scalar. An integer of any size is one: beyond 64 bits it is a kFloat whose `bytes` are its digits.
Scalar python_scalar(const ScalarText& text);

}  // namespace feastctl::parse
