#include "base/sha256.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include "base/sha256_x86.hpp"

namespace feastctl {

namespace {

using State = Sha256State;

constexpr std::size_t kBlock = kSha256Block;

constexpr State kInitial{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

std::uint32_t word_at(std::string_view block, std::size_t index) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < 4; ++i) word = word << 8U | static_cast<unsigned char>(block[index * 4 + i]);
  return word;
}

void take_block(State& state, std::string_view block) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i) w[i] = word_at(block, i);
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t a = w[i - 15];
    const std::uint32_t b = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3U) +
           (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10U);
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t one =
        h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) + ((e & f) ^ (~e & g)) + kSha256Rounds[i] + w[i];
    const std::uint32_t two = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
  }
  const State added{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

void take_blocks(State& state, std::string_view blocks, Sha256By by) {
  if (by == Sha256By::kFastest && has_sha256_instructions()) return take_blocks_by_instructions(state, blocks);
  for (std::size_t at = 0; at < blocks.size(); at += kBlock) take_block(state, blocks.substr(at, kBlock));
}

/// What follows the last whole block: the rest, a one bit, zeros, and the length in bits, with that of the key.
std::string padded_rest(std::string_view bytes, std::size_t key_size) {
  std::string rest(bytes.substr(bytes.size() - bytes.size() % kBlock));
  rest += '\x80';
  while (rest.size() % kBlock != kBlock - 8) rest += '\0';
  const std::uint64_t bits = (std::uint64_t{bytes.size()} + key_size) * 8;
  for (int shift = 56; shift >= 0; shift -= 8) rest += static_cast<char>(bits >> static_cast<unsigned>(shift) & 0xFFU);
  return rest;
}

State final_state(std::string_view key, std::string_view bytes, Sha256By by) {
  State state = kInitial;
  take_blocks(state, key, by);
  take_blocks(state, bytes.substr(0, bytes.size() - bytes.size() % kBlock), by);
  take_blocks(state, padded_rest(bytes, key.size()), by);
  return state;
}

}  // namespace

Sha256Digest sha256(std::string_view bytes, std::string_view key) {
  const State state = final_state(key, bytes, Sha256By::kFastest);
  Sha256Digest digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

std::string sha256_hex(std::string_view bytes, Sha256By by) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const State state = final_state({}, bytes, by);
  std::string hex;
  for (const std::uint32_t word : state) {
    for (int shift = 28; shift >= 0; shift -= 4) hex += kDigits[word >> static_cast<unsigned>(shift) & 0xFU];
  }
  return hex;
}

}  // namespace feastctl
