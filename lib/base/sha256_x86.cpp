#include "base/sha256_x86.hpp"

#if defined(__x86_64__)

#include <immintrin.h>

// glibc's header uses C's _Bool, which clang refuses in C++.
#if defined(__GNUC__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h>
#else
#include <cpuid.h>
#endif

namespace feastctl {

namespace {

#ifdef CPU_FEATURE_ACTIVE
// A virtual machine takes tens of microseconds to execute CPUID, because it exits to its host. glibc has done it
// already.
bool ask_processor() {
  return CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSE4_1);
}
#else
bool ask_processor() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & bit_SSE4_1) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & bit_SHA) != 0;
}
#endif

}  // namespace

bool has_sha256_instructions() {
  static const bool kHas = ask_processor();
  return kHas;
}

// The instructions want the eight words of the state as ABEF and CDGH, and do two rounds each.
__attribute__((target("sha,sse4.1"))) void take_blocks_by_instructions(Sha256State& state, std::string_view blocks) {
  const auto load = [](const void* at) { return _mm_loadu_si128(static_cast<const __m128i*>(at)); };
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const __m128i cdab = _mm_shuffle_epi32(load(state.data()), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(load(&state[4]), 0x1B);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
  __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
  for (std::size_t at = 0; at < blocks.size(); at += kSha256Block) {
    const __m128i abef_before = abef;
    const __m128i cdgh_before = cdgh;
    __m128i words[4];  // the sixteen that the next rounds need
    for (std::size_t i = 0; i < 4; ++i) words[i] = _mm_shuffle_epi8(load(&blocks[at + 16 * i]), big_endian);
    for (std::size_t i = 0; i < 16; ++i) {
      __m128i& now = words[i % 4];
      const __m128i& last = words[(i + 3) % 4];
      const __m128i sum = _mm_add_epi32(now, load(&kSha256Rounds[4 * i]));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
      const __m128i earlier = _mm_alignr_epi8(last, words[(i + 2) % 4], 4);
      now = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(now, words[(i + 1) % 4]), earlier), last);
    }
    abef = _mm_add_epi32(abef, abef_before);
    cdgh = _mm_add_epi32(cdgh, cdgh_before);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
  _mm_storeu_si128(static_cast<__m128i*>(static_cast<void*>(state.data())), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(static_cast<__m128i*>(static_cast<void*>(&state[4])), _mm_alignr_epi8(dchg, feba, 8));
}

}  // namespace feastctl

#else

namespace feastctl {

bool has_sha256_instructions() {
  return false;
}

void take_blocks_by_instructions(Sha256State&, std::string_view) {}

}  // namespace feastctl

#endif
