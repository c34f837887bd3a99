#include "feast/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/key.hpp"
#include "base/wording.hpp"
#include "feast/coerce.hpp"
#include "feast/rules.hpp"
#include "feast/tell.hpp"

namespace feastctl::feast {

namespace {

using Form = Type::Form;

std::string_view expected(const Type& type) {
  switch (type.form) {
    case Form::kText:
    case Form::kBytes: return "text";
    case Form::kInteger: return "a whole number";
    case Form::kFloat: return "a number";
    case Form::kBool: return "true or false";
    case Form::kMap:
    case Form::kObject: return "a map";
    case Form::kList:
    case Form::kTuple: return "a list";
    default: return "another value";
  }
}

/// What a value is, without showing it.
std::string_view kind_in_words(const Field& at) {
  if (!at.present()) return "null";
  const Node& node = *at.node();
  switch (node.kind) {
    case Kind::kBool: return "a boolean";
    case Kind::kInteger:
    case Kind::kFloat: return "a number";
    case Kind::kString: return is_text(node) ? "text" : "a date or binary data";
    case Kind::kList: return "a list";
    case Kind::kMap: return "a map";
    default: return "null";
  }
}

std::string name_of(const Field& at) {
  return std::string(at.key().empty() && at.parent() != nullptr ? at.parent()->key() : at.key());
}

void wrong_type(const Type& type, const Field& at, Report& report, std::string_view branch) {
  report.add(Fault::kWrongType, at,
             fmt::format("{} must be {}, but is {}", name_of(at), expected(type), kind_in_words(at)), branch);
}

void check_bound(const Type& type, double value, const Field& at, Report& report, std::string_view branch) {
  const auto refuse = [&](std::string_view words) {
    report.add(Fault::kOutOfRange, at, fmt::format("{} must be {}", name_of(at), words), branch);
  };
  switch (type.bound) {
    case Type::Bound::kNone: break;
    case Type::Bound::kAboveZero:
      if (!(value > 0)) refuse("greater than 0");
      break;
    case Type::Bound::kFromZero:
      if (!(value >= 0)) refuse("at least 0");
      break;
    case Type::Bound::kZeroToFive:
      if (!(value >= 0) || !(value <= 5)) refuse("between 0 and 5");
      break;
  }
}

void check_number(const Type& type, const Field& at, Report& report, std::string_view branch) {
  const Number number =
      type.form == Form::kInteger ? whole_number(*at.node(), type.strict) : any_number(*at.node(), type.strict);
  switch (number.refusal) {
    case Refusal::kNone: check_bound(type, number.value, at, report, branch); break;
    case Refusal::kKind: wrong_type(type, at, report, branch); break;
    case Refusal::kParse:
      report.add(Fault::kWrongType, at,
                 fmt::format("{} must be {}, and this text is not one", name_of(at), expected(type)), branch);
      break;
    case Refusal::kFraction:
      report.add(Fault::kWrongType, at, fmt::format("{} must be a whole number, but has a fraction", name_of(at)),
                 branch);
      break;
    case Refusal::kInfinite:
      report.add(Fault::kWrongType, at, fmt::format("{} must be a finite number", name_of(at)), branch);
      break;
  }
}

void check_word(const Type& type, const Field& at, Report& report, std::string_view branch) {
  const bool known = at.present() && is_text(*at.node()) &&
                     std::ranges::any_of(type.words, [&](const Word& w) { return w.text == at.text(); });
  if (known) return;
  const std::string message = fmt::format("{} must be {}", name_of(at), list_of(allowed_words(type), "or"));
  if (!type.separate_words) return report.add(Fault::kNotOneOf, at, message, branch);
  for (const Word& word : type.words) {
    report.add(Fault::kNotOneOf, at, message, fmt::format("{}.literal['{}']", branch, word.text));
  }
}

void check_map(const Type& type, const Parameter& parameter, const Field& at, Report& report) {
  if (type.of.empty()) return;
  const std::size_t before = report.size();
  for (const Member& member : at.node()->members()) {
    check_value(*type.of.front().type, parameter, at.child(member), report);
  }
  report.note_own_keys(before, at);
}

void check_list(const Type& type, const Parameter& parameter, const Field& at, Report& report) {
  for (std::size_t i = 0; i < at.size(); ++i) check_value(*type.of.front().type, parameter, at.item(i), report);
}

/// The name that pydantic gives to a branch: tuple[str, int].
std::string branch_name(const Type& type) {
  switch (type.form) {
    case Form::kText: return "str";
    case Form::kInteger: return "int";
    case Form::kFloat: return "float";
    case Form::kTuple: {
      std::string items;
      for (const Part& item : type.of) items += (items.empty() ? "" : ", ") + branch_name(*item.type);
      return fmt::format("tuple[{}]", items);
    }
    default: return std::string(type.spelling);
  }
}

void check_tuple(const Type& type, const Parameter& parameter, const Field& at, Report& report,
                 std::string_view branch) {
  if (at.size() > type.of.size()) {
    return report.add(Fault::kWrongType, at, fmt::format("{} must have {} items", name_of(at), type.of.size()), branch);
  }
  for (std::size_t i = 0; i < type.of.size(); ++i) {
    const std::string item = fmt::format("{}.{}", branch, i);
    if (i >= at.size()) {
      report.add(Fault::kMissing, at, fmt::format("{} needs {} items", name_of(at), type.of.size()), item);
    } else {
      ConfigErrors found;
      Report inner(found, Stage::kLoad, nullptr, report.release());
      check_value(*type.of[i].type, parameter, at.item(i), inner);
      for (const ConfigError& error : found) report.add(error.fault, at, error.message, item);
    }
  }
}

/// A value that may have one of several types is invalid if it has none of them; each then gives its reason.
void check_branches(const Type& type, const Parameter& parameter, const Field& at, Report& report) {
  ConfigErrors all;
  for (const Part& branch : type.branches) {
    ConfigErrors found;
    Report inner(found, Stage::kLoad, nullptr, report.release());
    const std::string name = "." + branch_name(*branch.type);
    check_value(*branch.type, parameter, at, inner, name);
    if (found.empty()) return;
    all.insert(all.end(), found.begin(), found.end());
  }
  const std::size_t length = pydantic_place(at).size();
  for (const ConfigError& error : all) report.add(error.fault, at, error.message, error.place.substr(length));
}

void check_null(const Type& type, const Field& at, Report& report, std::string_view branch) {
  if (type.nullable || type.form == Form::kAny) return;
  if (type.form == Form::kWords) return check_word(type, at, report, branch);
  wrong_type(type, at, report, branch);
}

}  // namespace

void Report::add(Fault fault, const Field& at, std::string message, std::string_view branch) {
  if (closed_) return;
  out_->push_back({.fault = fault,
                   .stage = stage_,
                   .place = pydantic_place(at) + std::string(branch),
                   .message = std::move(message),
                   .hint = {},
                   .where = at.span(),
                   .section = section_});
}

void Report::add_unknown(const Field& at) {
  if (closed_) return;
  add(Fault::kUnknown, at, fmt::format("unknown parameter {}", quoted(at.key())));
  out_->back().key_has_value = at.present();
  if (at.key_span().known()) out_->back().where = at.key_span();
  // Below an object of the section the names are others.
  const bool direct = at.parent() != nullptr && section_ != nullptr && at.parent()->key() == section_->role;
  if (direct) hint(hint_for_unknown(*section_, at, release_));
}

void Report::add_ignored(const Field& at, std::string hint) {
  add(Fault::kIgnored, at, fmt::format("Feast does not know the parameter {} and ignores it", quoted(at.key())));
  out_->back().key_has_value = at.present();
  if (at.key_span().known()) out_->back().where = at.key_span();
  out_->back().hint = std::move(hint);
}

void Report::note_own_keys(std::size_t from, const Field& map) {
  const std::size_t length = pydantic_place(map).size();
  for (std::size_t i = from; i < out_->size(); ++i) (*out_)[i].own_keys = length;
}

void Report::hint(std::string text) {
  if (!closed_) out_->back().hint = std::move(text);
}

void Report::only(Fault fault, const Field& at, std::string message) {
  out_->resize(begin_);
  add(fault, at, std::move(message));
  closed_ = true;
}

std::string pydantic_place(const Field& field) {
  if (field.parent() == nullptr) return std::string(field.key());
  const std::string above = pydantic_place(*field.parent());
  const std::string own = field.index() < 0 ? std::string(field.key()) : std::to_string(field.index());
  return above.empty() ? own : above + "." + own;
}

std::vector<std::string_view> allowed_words(const Type& type) {
  std::vector<std::string_view> words;
  for (const Word& word : type.words) words.push_back(word.text);
  return words;
}

const Parameter* find_parameter(std::span<const Parameter> parameters, std::string_view key, Minor release) {
  const auto found = std::ranges::find_if(parameters, [&](const Parameter& parameter) {
    return parameter.in(release) &&
           (same_key(parameter.name, key) || (!parameter.alias.empty() && same_key(parameter.alias, key)));
  });
  return found == parameters.end() ? nullptr : &*found;
}

void check_value(const Type& type, const Parameter& parameter, const Field& at, Report& report,
                 std::string_view branch) {
  if (!at.present()) return check_null(type, at, report, branch);
  if (!type.branches.empty()) return check_branches(type, parameter, at, report);
  switch (type.form) {
    case Form::kAny: return;
    case Form::kText:
    case Form::kBytes:
      if (!is_text(*at.node())) wrong_type(type, at, report, branch);
      return;
    case Form::kInteger:
    case Form::kFloat: return check_number(type, at, report, branch);
    case Form::kBool:
      switch (boolean(*at.node(), type.strict)) {
        case Refusal::kNone: return;
        case Refusal::kParse:
          return report.add(Fault::kWrongType, at,
                            fmt::format("{} must be true or false, and this value is neither", name_of(at)), branch);
        default: return wrong_type(type, at, report, branch);
      }
    case Form::kWords: return check_word(type, at, report, branch);
    case Form::kMap:
      if (!at.is_map()) return wrong_type(type, at, report, branch);
      return check_map(type, parameter, at, report);
    case Form::kList:
      return at.is_list() ? check_list(type, parameter, at, report) : wrong_type(type, at, report, branch);
    case Form::kTuple:
      return at.is_list() ? check_tuple(type, parameter, at, report, branch) : wrong_type(type, at, report, branch);
    case Form::kObject:
      if (!at.is_map()) return wrong_type(type, at, report, branch);
      return check_parameters(parameter.fields, parameter.unknown_allowed, at, report);
  }
}

void check_parameters(std::span<const Parameter> parameters, bool unknown_allowed, const Field& at, Report& report) {
  const std::size_t before = report.size();
  for (const Parameter& parameter : parameters) {
    if (!parameter.in(report.release())) continue;
    const Field named = at.child(parameter.name);
    const bool by_alias = !named.written() && !parameter.alias.empty() && at.child(parameter.alias).written();
    const Field value = by_alias ? at.child(parameter.alias) : named;
    if (value.written()) {
      const std::size_t errors = report.size();
      check_value(*parameter.type, parameter, value, report);
      if (report.size() == errors) check_own_rule(parameter, at, value, report);
    } else if (parameter.required) {
      report.add(Fault::kMissing, value, fmt::format("{} is required", parameter.name));
    }
  }
  if (!unknown_allowed && at.is_map()) {
    for (const Member& member : at.node()->members()) {
      if (find_parameter(parameters, member.key, report.release()) != nullptr) continue;
      report.add_unknown(at.child(member));
    }
  }
  if (report.size() == before) check_object_rules(at, report);
}

}  // namespace feastctl::feast
