#include "base/cron.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <span>
#include <utility>

#include "base/go_text.hpp"
#include "base/spelling.hpp"

namespace feastctl {

namespace {

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::array<std::string_view, 7> kDescriptors = {"@yearly", "@annually", "@monthly", "@weekly",
                                                          "@daily",  "@midnight", "@hourly"};
constexpr std::string_view kEvery = "@every ";

/// A field of a schedule: its bounds, and names for its numbers (the first is `low`).
struct FieldKind {
  std::string_view name;
  std::int64_t low;
  std::int64_t high;
  std::span<const std::string_view> words;
};

constexpr std::array<FieldKind, 5> kFields = {{{"minute", 0, 59, {}},
                                               {"hour", 0, 23, {}},
                                               {"day of month", 1, 31, {}},
                                               {"month", 1, 12, kMonths},
                                               {"day of week", 0, 6, kWeekdays}}};

/// A part of the schedule with its place.
struct Part {
  std::string_view text;
  std::size_t begin = 0;

  [[nodiscard]] Part sub(std::size_t from, std::size_t count = std::string_view::npos) const {
    return {text.substr(from, count), begin + from};
  }
};

CronProblem problem(const Part& part, std::string message, std::string expected = {}, std::string hint = {}) {
  return {std::move(message), std::move(expected), std::move(hint), part.begin, part.begin + part.text.size()};
}

std::string what_may_stand(const FieldKind& kind) {
  std::string text = fmt::format("{} to {}", kind.low, kind.high);
  if (!kind.words.empty()) text += fmt::format(" or {} to {}", kind.words.front(), kind.words.back());
  return text + ", *, a list (1,5), a range (1-5) or a step (*/15)";
}

/// The number for a name such as MON, or -1.
std::int64_t word_value(std::string_view text, const FieldKind& kind) {
  for (std::size_t i = 0; i < kind.words.size(); ++i) {
    if (equal_when_lowered(text, kind.words[i])) return kind.low + static_cast<std::int64_t>(i);
  }
  return -1;
}

/// Reads an integer, or returns what is wrong with it.
std::optional<CronProblem> read_number(const Part& part, const FieldKind& kind, std::int64_t& value) {
  const auto number = parse_go_integer(part.text);
  if (number && *number >= 0) {
    value = *number;
    return std::nullopt;
  }
  if (number) {
    return problem(part, fmt::format("the {} is negative: {}", kind.name, *number), what_may_stand(kind));
  }
  if (part.text.empty()) {
    return problem(part, fmt::format("the {} lacks a number", kind.name), what_may_stand(kind),
                   "write * for any value; numbers cannot be negative");
  }
  std::string hint;
  if (part.text.find_first_of("LW#") != std::string_view::npos)
    hint = "L, W and # from other cron implementations are not supported";
  return problem(part, fmt::format("\"{}\" is not a valid {}", part.text, kind.name), what_may_stand(kind),
                 std::move(hint));
}

std::optional<CronProblem> read_value(const Part& part, const FieldKind& kind, std::int64_t& value) {
  value = word_value(part.text, kind);
  return value >= 0 ? std::nullopt : read_number(part, kind, value);
}

struct Range {
  std::int64_t start = 0;
  std::int64_t end = 0;
  std::int64_t step = 1;
};

std::optional<CronProblem> check_bounds(const Part& part, const FieldKind& kind, const Range& range) {
  const std::string expected = fmt::format("{} to {}", kind.low, kind.high);
  if (range.start < kind.low) {
    return problem(part, fmt::format("the {} {} is too small", kind.name, range.start), expected);
  }
  if (range.end > kind.high) {
    const bool sunday = kind.words.size() == kWeekdays.size() && range.end == 7;
    CronProblem found = problem(part, fmt::format("the {} {} is too large", kind.name, range.end), expected,
                                sunday ? "Sunday is 0 (or SUN), not 7" : "");
    found.sure = sunday && part.text == "7";
    if (found.sure) found.meant = "0";
    return found;
  }
  if (range.start > range.end) {
    const std::string around = fmt::format("{}-{},{}-{}", range.start, kind.high, kind.low, range.end);
    CronProblem found =
        problem(part, fmt::format("the {} range {} to {} ends before it begins", kind.name, range.start, range.end), {},
                fmt::format("write {} to wrap around", around));
    if (part.text.find('/') == std::string_view::npos) found.meant = around;
    return found;
  }
  if (range.step == 0) {
    const std::string_view whole = part.text.substr(0, part.text.find('/'));
    CronProblem found = problem(part, fmt::format("the step of the {} is 0", kind.name), "a step of 1 or more",
                                fmt::format("write {} without a step", whole));
    found.meant = whole;
    return found;
  }
  return std::nullopt;
}

/// One item of a field's list: a value or range with an optional step. Checks in the same order as the source.
std::optional<CronProblem> check_range(const Part& part, const FieldKind& kind) {
  const std::size_t slash = part.text.find('/');
  const Part values = part.sub(0, slash);
  const std::size_t hyphen = values.text.find('-');
  const Part low = values.sub(0, hyphen);
  Range range;
  if (low.text == "*" || low.text == "?") {  // anything after a hyphen is ignored
    range.start = kind.low;
    range.end = kind.high;
  } else {
    if (auto wrong = read_value(low, kind, range.start)) return wrong;
    range.end = range.start;
    if (hyphen != std::string_view::npos) {
      const Part high = values.sub(hyphen + 1);
      if (high.text.find('-') != std::string_view::npos) {
        return problem(part, fmt::format("\"{}\" has more than one hyphen", part.text), "a range such as 1-5");
      }
      if (auto wrong = read_value(high, kind, range.end)) return wrong;
    }
  }
  if (slash != std::string_view::npos) {
    const Part step = part.sub(slash + 1);
    if (step.text.find('/') != std::string_view::npos) {
      return problem(part, fmt::format("\"{}\" has more than one slash", part.text), "a step such as */15");
    }
    if (auto wrong = read_number(step, kind, range.step)) return wrong;
    if (hyphen == std::string_view::npos) range.end = kind.high;  // 5/15 means 5-59/15
  }
  return check_bounds(part, kind, range);
}

std::optional<CronProblem> check_field(Part part, const FieldKind& kind) {
  while (!part.text.empty()) {
    const std::size_t comma = part.text.find(',');
    const Part item = part.sub(0, comma);
    if (!item.text.empty()) {  // empty items are ignored
      if (auto wrong = check_range(item, kind)) return wrong;
    }
    if (comma == std::string_view::npos) break;
    part = part.sub(comma + 1);
  }
  return std::nullopt;
}

std::optional<CronProblem> check_descriptor(const Part& part) {
  for (const auto known : kDescriptors) {
    if (part.text == known) return std::nullopt;
  }
  if (part.text.starts_with(kEvery)) {
    const Part duration = part.sub(kEvery.size());
    if (is_go_duration(duration.text)) return std::nullopt;
    return problem(duration, fmt::format("\"{}\" is not a valid duration", duration.text),
                   "numbers with the units h, m and s, such as 1h30m");
  }
  CronProblem found = problem(part, fmt::format("\"{}\" is not a valid schedule", part.text),
                              "@yearly, @monthly, @weekly, @daily, @hourly, \"@every 1h30m\" or five fields");
  if (const auto guess = nearest(part.text, kDescriptors); !guess.empty()) {
    found.hint = fmt::format("did you mean {}?", guess);
    found.meant = guess;
    found.sure = plainly_means(part.text, guess, kDescriptors);
  }
  return found;
}

}  // namespace

std::optional<CronProblem> cron_problem(std::string_view schedule) {
  const Part whole{schedule};
  if (schedule.starts_with('@')) return check_descriptor(whole);
  std::array<Part, kFields.size()> fields;
  std::size_t count = 0;
  for (std::size_t at = 0; at < schedule.size();) {
    if (const std::size_t space = space_length(schedule, at); space > 0) {
      at += space;
      continue;
    }
    const std::size_t begin = at;
    while (at < schedule.size() && space_length(schedule, at) == 0) ++at;
    if (count < fields.size()) fields[count] = whole.sub(begin, at - begin);
    ++count;
  }
  if (count != fields.size()) {
    return problem(whole, fmt::format("the schedule has {} {}, not five", count, count == 1 ? "field" : "fields"),
                   "minute, hour, day of month, month, day of week, such as \"0 3 * * *\"",
                   count > fields.size() ? "cron has no field for seconds or years" : "");
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (auto wrong = check_field(fields[i], kFields[i])) return wrong;
  }
  return std::nullopt;
}

}  // namespace feastctl
