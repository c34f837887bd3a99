#include "render_cache.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <lz4.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <set>
#include <span>
#include <type_traits>

#include "base/sha256.hpp"
#include "gitops/file_names.hpp"
#include "io.hpp"
#include "real_path.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace feastctl::cli {

namespace {

constexpr std::string_view kMagic = "feastctl folder 1\n";
constexpr const char* kKeyName = "key";
constexpr std::size_t kKeySize = 64;
constexpr std::size_t kWorthwhile = 200;  // stores; fewer are rendered in the time that looking at files takes

/// XXH3 of 128 bits: for what nobody who is to be kept out can choose.
using Sum = std::array<std::uint64_t, 2>;
constexpr Sum kNoSum{};

Sum sum_of(const void* bytes, std::size_t size) {
  const XXH128_hash_t hash = XXH3_128bits(bytes, size);
  return {hash.low64, hash.high64};
}

/// The beginning of a record, once decompressed; `StoreFiles` and the library's part follow.
struct Head {
  Sha256Digest subject{};        ///< the program, the options and the folder
  Sha256Digest folder_record{};  ///< the text of the folder's own record
  FileStamp folder{};
  std::uint64_t shared = 0, stores = 0, files = 0;  ///< how many files come before the stores; stores; files of all
};

template <typename T>
void append(const T& value, std::string& bytes) {
  static_assert(std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

std::string compressed(const std::string& bytes) {
  if (bytes.size() > LZ4_MAX_INPUT_SIZE) return {};
  const auto size = static_cast<int>(bytes.size());
  std::string packed(static_cast<std::size_t>(LZ4_compressBound(size)), '\0');
  const int packed_size = LZ4_compress_default(bytes.data(), packed.data(), size, static_cast<int>(packed.size()));
  packed.resize(static_cast<std::size_t>(packed_size));
  std::string file(kMagic);
  append(sum_of(packed.data(), packed.size()), file);
  append(std::uint64_t{bytes.size()}, file);
  return file + packed;
}

/// Empty for anything but a whole record.
std::string decompressed(std::string_view file) {
  Sum sum{};
  std::uint64_t size = 0;
  if (!file.starts_with(kMagic)) return {};
  file.remove_prefix(kMagic.size());
  if (!take(file, sum) || !take(file, size) || sum != sum_of(file.data(), file.size())) return {};
  if (size > LZ4_MAX_INPUT_SIZE) return {};
  std::string bytes(size, '\0');
  const int done =
      LZ4_decompress_safe(file.data(), bytes.data(), static_cast<int>(file.size()), static_cast<int>(size));
  return done == static_cast<int>(size) ? bytes : std::string();
}

/// A checksum of the running program: every build has another one. Empty if it cannot be read.
std::string program_sum() {
  const int fd = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  std::vector<char> piece(std::size_t{1} << 18U);
  ssize_t n = 0;
  while ((n = ::read(fd, piece.data(), piece.size())) > 0) {
    XXH3_128bits_update(state, piece.data(), static_cast<std::size_t>(n));
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  ::close(fd);
  return n < 0 ? "" : fmt::format("{:x} {:x}", hash.high64, hash.low64);
}

/// Empty if there are none.
std::string random_bytes(std::size_t size) {
  std::string bytes(size, '\0');
  return ::getrandom(bytes.data(), size, 0) == static_cast<ssize_t>(size) ? bytes : std::string();
}

/// Reads the stamps of files; returns false if one is missing.
bool read_stamps(int folder, std::span<const std::string_view> names, std::vector<FileStamp>& stamps) {
  stamps.clear();
  std::string name;
  return std::ranges::all_of(names, [&](std::string_view each) {
    name = each;
    return read_stamp(folder, name.c_str(), stamps.emplace_back());
  });
}

Sum sum_of(const std::vector<FileStamp>& stamps) {
  return sum_of(stamps.data(), stamps.size() * sizeof(FileStamp));
}

bool any_from(const std::vector<FileStamp>& stamps, Nanoseconds time) {
  return std::ranges::any_of(stamps, [&](const FileStamp& stamp) { return stamp.is_from(time); });
}

}  // namespace

/// What the record says of a store: how many files it has, and a checksum of their stamps, unless these can mislead.
struct RenderCache::StoreFiles {
  std::uint64_t count = 0;
  Sum stamps{};
};

struct RenderCache::State {
  CacheFolder cache;
  Subject subject;
  std::string key{}, name{};
  bool knows_key = false;  ///< it is in the cache
  Sha256Digest subject_sum{};
  RunCache run{};
  Nanoseconds begin = time_now();

  // what was found
  std::string loaded{};         ///< the record, decompressed
  KnownRecord folder_record{};  ///< empty: nothing is known
  std::string kustomization{};
  std::vector<std::string_view> names{};  ///< the files in their order, as parts of the kustomization
  FileStamp folder_stamp{};
  bool unlisted = false;
  std::vector<StoreFiles> stores{};
  std::vector<std::size_t> first{};  ///< of the names of each store

  explicit State(const CacheOptions& options) : cache(options) {}

  /// Names the subject; returns false if that is not possible.
  bool identify(const Anchor& place) {
    const std::string program = program_sum();
    key = cache.read(kKeyName).value_or("");
    knows_key = key.size() == kKeySize;
    if (!knows_key) key = random_bytes(kKeySize);
    if (program.empty() || key.empty()) return false;
    run = RunCache(key);
    subject_sum = sha256(fmt::format("{}\n{}\n{}", program, place.shown(), subject.options), key);
    name = sha256_hex(place.shown()).substr(0, 32) + ".folder";
    return true;
  }

  /// Reads the record, and what the folder itself says; returns false if they do not belong together.
  bool read(const Anchor& place, int folder) {
    loaded = decompressed(cache.read(name).value_or(""));
    std::string_view rest = loaded;
    Head head;
    if (!take(rest, head) || head.subject != subject_sum || head.stores > rest.size() / sizeof(StoreFiles))
      return false;
    stores.resize(head.stores);
    for (StoreFiles& each : stores) take(rest, each);
    if (!run.restore(rest) || run.stores() != stores.size()) return false;
    return read_folder(place, folder, head) && divide(head);
  }

  bool read_folder(const Anchor& place, int folder, const Head& head) {
    const std::string path = place.path() + "/";
    std::string& text = folder_record.text;
    folder_record.read = time_now();
    if (!read_stamp(folder, std::string(gitops::kRecord).c_str(), folder_record.stamp)) return false;
    if (!read_file(path + std::string(gitops::kRecord), text).empty()) return false;
    if (sha256(text, key) != head.folder_record) return false;
    if (!read_file(path + std::string(gitops::kKustomization), kustomization).empty()) return false;
    const std::string line = fmt::format("{}  {}\n", sha256_hex(kustomization), gitops::kKustomization);
    folder_stamp = head.folder;
    return text.find(line) != std::string::npos;
  }

  /// Finds the names of each store's files.
  bool divide(const Head& head) {
    names = gitops::files_of_kustomization(kustomization);
    std::size_t at = head.shared;
    for (const StoreFiles& store : stores) {
      first.push_back(at);
      at += std::min<std::size_t>(store.count, names.size() + 1);
    }
    return names.size() == head.files && at <= names.size();
  }

  [[nodiscard]] std::span<const std::string_view> names_of(std::size_t store) const {
    return std::span(names).subspan(first[store], stores[store].count);
  }

  /// Has the stores rendered whose files are not as they were written.
  void look_at_files(int folder, const std::string& path) {
    std::vector<FileStamp> stamps;
    std::optional<std::vector<gitops::RecordEntry>> sums;
    for (std::size_t i = 0; i < stores.size(); ++i) {
      const auto files = names_of(i);
      const Nanoseconds now = subject.by_bytes ? time_now() : begin;
      const bool there = read_stamps(folder, files, stamps);
      const Sum sum = sum_of(stamps);
      if (there && !subject.by_bytes && stores[i].stamps != kNoSum && stores[i].stamps == sum) continue;
      if (there && !sums) sums = gitops::read_record(folder_record.text);
      const bool same =
          there && std::ranges::all_of(files, [&](std::string_view file) { return has_sum(path, file, *sums); });
      stores[i].stamps = same && !any_from(stamps, now) ? sum : kNoSum;
      if (!same) run.forget(i);
    }
    FileStamp stamp;
    unlisted = read_stamp(folder, "", stamp) && stamp.inode == folder_stamp.inode &&
               stamp.written == folder_stamp.written && stamp.changed == folder_stamp.changed;
  }

  /// Whether the file has the checksum in the folder's record, which feastctl wrote sorted.
  static bool has_sum(const std::string& path, std::string_view file, const std::vector<gitops::RecordEntry>& sums) {
    const auto entry = std::ranges::lower_bound(sums, file, {}, &gitops::RecordEntry::name);
    std::string text;
    return entry != sums.end() && entry->name == file && read_file(path + "/" + std::string(file), text).empty() &&
           sha256_hex(text) == entry->sha256;
  }
};

RenderCache::RenderCache(const CacheOptions& options, const Subject& subject) : state_(new State(options)) {
  if (!state_->cache.usable()) {
    if (!state_->cache.problem().empty() && state_->cache.named())
      complain(fmt::format("{}; everything is rendered", state_->cache.problem()));
    state_ = nullptr;
    return;
  }
  state_->subject = subject;
  const Anchor place(subject.folder, subject.links);
  if (!place.problem().empty() || !state_->identify(place)) {
    state_ = nullptr;
    return;
  }
  const int folder = ::open(place.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder >= 0 && state_->read(place, folder)) {
    state_->look_at_files(folder, place.path());
  } else {
    forget();
  }
  if (folder >= 0) ::close(folder);
}

RenderCache::~RenderCache() = default;

RunCache* RenderCache::of_run() {
  return state_ == nullptr ? nullptr : &state_->run;
}

void RenderCache::forget() {
  if (state_ == nullptr) return;
  state_->run.clear();
  state_->stores.clear();
  state_->folder_record = {};
  state_->unlisted = false;
}

std::vector<std::string_view> RenderCache::files_of(std::size_t store) const {
  const auto names = state_->names_of(store);
  return {names.begin(), names.end()};
}

const KnownRecord* RenderCache::folder_record() const {
  return state_ == nullptr || state_->folder_record.text.empty() ? nullptr : &state_->folder_record;
}

bool RenderCache::is_kustomization(std::string_view text) const {
  return folder_record() != nullptr && state_->kustomization == text;
}

bool RenderCache::unlisted() const {
  return state_ != nullptr && state_->unlisted;
}

void RenderCache::save(const Result& result, const std::vector<FolderFile>& files, const FolderReport& report) {
  if (state_ == nullptr || (!state_->cache.named() && result.stores.size() < kWorthwhile)) return;
  const Anchor place(state_->subject.folder, state_->subject.links);
  const int folder = ::open(place.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return;
  Head head{.subject = state_->subject_sum,
            .folder_record = sha256(report.record, state_->key),
            .shared = result.shared.size(),
            .stores = result.stores.size(),
            .files = files.size() - 1};
  if (report.clean) read_stamp(folder, "", head.folder);
  const std::set<std::string_view> written(report.written.begin(), report.written.end());
  std::string bytes;
  std::string rest;
  std::vector<FileStamp> stamps;
  std::vector<std::string_view> names;
  std::size_t at = head.shared;
  for (const StoreResult& store : result.stores) {
    StoreFiles of_store;
    if (store.recalled) {
      of_store = state_->stores[*store.recalled];
    } else {
      of_store.count = store.objects.size();
      names.clear();
      for (std::size_t i = at; i < at + of_store.count; ++i) names.push_back(files[i].name);
      // A file that was found to be right may have changed since, and one that was written, since it could be seen.
      const bool all_written =
          std::ranges::all_of(names, [&](std::string_view each) { return written.contains(each); });
      const Nanoseconds time = all_written ? report.published : state_->begin;
      if (read_stamps(folder, names, stamps) && !any_from(stamps, time)) of_store.stamps = sum_of(stamps);
    }
    at += of_store.count;
    append(of_store, rest);
  }
  ::close(folder);
  append(head, bytes);
  bytes += rest;
  bytes += state_->run.saved();
  if (bytes == state_->loaded) return;
  // If another run does the same now, the last key counts, and the records with another one are foreign.
  if (!state_->knows_key) state_->cache.write(kKeyName, state_->key);
  state_->cache.write(state_->name, compressed(bytes));
}

}  // namespace feastctl::cli
