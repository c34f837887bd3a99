/// Functions of the C library in a form that is small, as playground.wasm needs little of them.
#include <cctype>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwctype>
#include <string>

extern "C" {

// fnmatch() calls these, with tables of Unicode. As in the C locale, which the native program has, letters are ASCII's.

wint_t towlower(wint_t c) {
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}
wint_t towupper(wint_t c) {
  return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}
wint_t towlower_l(wint_t c, locale_t /*locale*/) {
  return towlower(c);
}
wint_t towupper_l(wint_t c, locale_t /*locale*/) {
  return towupper(c);
}
wctype_t wctype(const char* name) {
  static constexpr const char* kNames[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                           "lower", "print", "punct", "space", "upper", "xdigit"};
  wctype_t number = 0;
  for (const char* const known : kNames) {
    ++number;
    if (std::strcmp(name, known) == 0) return number;
  }
  return 0;
}
int iswctype(wint_t c, wctype_t type) {
  static constexpr bool (*kTests[])(int) = {
      [](int x) { return std::isalnum(x) != 0; }, [](int x) { return std::isalpha(x) != 0; },
      [](int x) { return std::isblank(x) != 0; }, [](int x) { return std::iscntrl(x) != 0; },
      [](int x) { return std::isdigit(x) != 0; }, [](int x) { return std::isgraph(x) != 0; },
      [](int x) { return std::islower(x) != 0; }, [](int x) { return std::isprint(x) != 0; },
      [](int x) { return std::ispunct(x) != 0; }, [](int x) { return std::isspace(x) != 0; },
      [](int x) { return std::isupper(x) != 0; }, [](int x) { return std::isxdigit(x) != 0; }};
  return type != 0 && c < 0x80 && kTests[type - 1](static_cast<int>(c)) ? 1 : 0;
}

/// libc++ writes messages with these, of texts and integers. fmt could write hexadecimal floating-point numbers with
/// them, for which nobody asks.
int vsnprintf(char* out, std::size_t room, const char* format, va_list arguments) {
  std::string text;
  for (const char* c = format; *c != '\0'; ++c) {
    if (*c != '%') {
      text += *c;
    } else if (*++c == 's') {
      text += va_arg(arguments, const char*);
    } else if (*c == 'd') {
      text += std::to_string(va_arg(arguments, int));
    } else {
      std::abort();
    }
  }
  if (room > 0) out[text.copy(out, room - 1)] = '\0';
  return static_cast<int>(text.size());
}
int snprintf(char* out, std::size_t room, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(out, room, format, arguments);
  va_end(arguments);
  return size;
}

}  // extern "C"
