/// @file
/// @brief See App.hpp.
#pragma once

#include "App.hpp"
