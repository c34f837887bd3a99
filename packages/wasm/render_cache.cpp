/// cli/render_cache without a cache: a module has no folder for it, and none of the libraries.
#include "render_cache.hpp"

namespace feastctl::cli {

struct RenderCache::State {};

RenderCache::RenderCache(const CacheOptions& /*options*/, const Subject& /*subject*/) {}

RenderCache::~RenderCache() = default;

RunCache* RenderCache::of_run() {
  return nullptr;
}

void RenderCache::forget() {}

std::vector<std::string_view> RenderCache::files_of(std::size_t /*store*/) const {
  return {};
}

const KnownRecord* RenderCache::folder_record() const {
  return nullptr;
}

bool RenderCache::is_kustomization(std::string_view /*text*/) const {
  return false;
}

bool RenderCache::unlisted() const {
  return false;
}

void RenderCache::save(const Result& /*result*/, const std::vector<FolderFile>& /*files*/,
                       const FolderReport& /*report*/) {}

}  // namespace feastctl::cli
