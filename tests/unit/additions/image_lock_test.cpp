#include "additions/image_lock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace feastctl::additions {

namespace {

const std::string kDigest = "sha256:" + std::string(64, 'a');

model::ImageLock read_text(const std::string& text, Diagnostics& out) {
  Sources sources;
  const SourceId source = sources.add("images.lock", text);
  return read_image_lock(sources, source, out);
}

}  // namespace

TEST_CASE("an image by its digest") {
  struct {
    std::string_view image, by_digest;
  } const cases[] = {
      {"quay.io/feastdev/feature-server:0.66.0", "quay.io/feastdev/feature-server"},
      {"localhost:5000/feast", "localhost:5000/feast"},
      {"localhost:5000/feast:1", "localhost:5000/feast"},
      {"feast", "feast"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.image);
    model::ImageLock lock;
    lock.digests.emplace(c.image, kDigest);
    CHECK(locked(c.image, lock) == std::string(c.by_digest) + "@" + kDigest);
    CHECK(locked(std::string(c.image) + "2", lock).empty());
  }
  CHECK(locked("feast@sha256:1", {}) == "feast@sha256:1");
}

TEST_CASE("what a file of digests may hold") {
  Diagnostics out;
  const auto lock = read_text("a: " + kDigest + "\nb:1: \"\"\nc:\n", out);
  CHECK(out.all().empty());
  CHECK(lock.digests.at("a") == kDigest);
  CHECK(lock.digests.at("b:1").empty());
  CHECK(locked("b:1", lock).empty());

  const std::vector<std::string> invalid{"latest",
                                         "\"sha256:\"",
                                         "sha256:" + std::string(63, 'a'),
                                         "sha256:" + std::string(64, 'A'),
                                         "sha512:" + std::string(64, 'a'),
                                         "x@" + kDigest,
                                         "12",
                                         "[]"};
  for (const std::string& value : invalid) {
    CAPTURE(value);
    Diagnostics wrong;
    read_text("a: " + value + "\n", wrong);
    REQUIRE(wrong.errors() == 1);
    CHECK(wrong.all().front().rule->code == "FS725");
  }
}

TEST_CASE("a file is read back as it was written") {
  Diagnostics out;
  const std::string odd = "evil: \"x\n# y";
  model::ImageLock known;
  known.digests.emplace("feast:1", kDigest);
  const std::string text = image_lock_text({"feast:1", odd, "pinned@sha256:0"}, known);
  const auto lock = read_text(text, out);
  CHECK(out.all().empty());
  CHECK(lock.digests.size() == 2);
  CHECK(lock.digests.at("feast:1") == kDigest);
  CHECK(lock.digests.contains(odd));
}

}  // namespace feastctl::additions
