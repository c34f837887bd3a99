/// Images: drivers that Feast's own lacks, and the one of the init containers beside those of the servers. What is in
/// other images is unknown, so nothing is said about them.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/placeholder.hpp"
#include "base/wording.hpp"
#include "catalog/codes.hpp"
#include "model/image.hpp"
#include "validate/places.hpp"
#include "validate/rollout/drivers.hpp"
#include "validate/rollout/rollout.hpp"

namespace feastctl::validate::rollout {

namespace {

using model::ServerType;

/// A container that reads feature_store.yaml.
struct Reader {
  std::string_view name;
  std::string_view image;
  bool own = false;  ///< Feast's own image
};

std::vector<Reader> readers_of(const model::FeatureStore& store) {
  std::vector<Reader> readers;
  const auto add = [&](std::string_view name, std::string_view image) {
    readers.push_back({name, image, model::is_feature_server(model::parse_image(image))});
  };
  for (const auto& server : store.servers) {
    if (server) add(model::name_of(server->type), string_at(server->config, "image"));
  }
  if (store.applies_on_init()) add("feast-apply", store.init_image);
  return readers;
}

/// The release of Feast in an image of its own: that of the tag, else that of the operator.
struct FeastInside {
  int minor = 0;
  std::string_view version;
};

FeastInside feast_in(std::string_view image, const model::Platform& platform) {
  const model::ImageName name = model::parse_image(image);
  if (const auto minor = model::feast_minor(name)) return {*minor, name.tag};
  const std::string_view tag = platform.feast.image();
  return {model::feast_minor({{}, tag}).value_or(0), tag};
}

/// Something that needs a package, with its place.
struct Need {
  const Driver* driver = nullptr;
  Span where;
  std::string path;
};

/// Collects what the store needs and an image of this release lacks.
class Needs {
 public:
  explicit Needs(int minor) : minor_(minor) {}

  void add(Role role, std::string_view type, const Field& at) {
    const Driver* driver = missing_driver(role, type, minor_);
    if (driver != nullptr) all_.push_back({driver, at.span(), at.path()});
  }
  [[nodiscard]] const std::vector<Need>& all() const { return all_; }

 private:
  int minor_;
  std::vector<Need> all_;
};

/// Calls `visit` with `role`, `type` and the place for everything of a store that may need a package.
template <typename Visit>
void each_use(const Judged& judged, const Visit& visit) {
  const auto store_type = [&](std::string_view path, Role role) {
    at_map(judged.spec, path, [&](const Field& store) {
      const Field type = store.child("type");
      visit(role, type.text(), type);
    });
  };
  if (!judged.store.online_disabled) store_type("services.onlineStore.persistence.store", Role::kOnlineStore);
  store_type("services.offlineStore.persistence.store", Role::kOfflineStore);
  at_map(judged.spec, "batchEngine.configMapRef",
         [&](const Field& reference) { visit(Role::kBatchEngine, judged.store.batch_engine.type, reference); });
  for (const std::string_view feature : {"openlineage", "mlflow"}) {
    at_map(judged.spec, feature, [&](const Field& section) {
      const Field enabled = section.child("enabled");
      // MLflow that was discovered was not asked for.
      if (enabled.boolean() && source_of(enabled.node()) != nullptr) visit(Role::kFeature, feature, enabled);
    });
  }
}

std::string_view name_of(Role role) {
  switch (role) {
    case Role::kOnlineStore: return "online store type";
    case Role::kOfflineStore: return "offline store type";
    case Role::kBatchEngine: return "batch engine";
    case Role::kFeature: break;
  }
  return "feature";
}

/// What the missing package leads to.
std::string_view consequence(const Driver& driver, const model::FeatureStore& store) {
  if (driver.role == Role::kBatchEngine) {
    // Feast builds the engine in `feast apply` too, except with SQLite.
    const bool applies = store.online.store_type != nullptr && store.applies_on_init();
    return driver.failure == Failure::kStart && applies ? "feast-apply fails, and no pod starts"
                                                        : "materialization fails";
  }
  switch (driver.failure) {
    case Failure::kStart: return "no pod of the store starts";
    case Failure::kUse: return "the first query of the offline store fails";
    case Failure::kSilent: break;
  }
  return driver.type == "mlflow" ? "Feast silently does without MLflow" : "Feast sends no lineage events";
}

/// The extras of all needs, each once: `cassandra,spark`.
std::string extras_of(const std::vector<Need>& needs) {
  std::vector<std::string_view> extras;
  for (const Need& need : needs) {
    if (std::ranges::find(extras, need.driver->extra) == extras.end()) extras.push_back(need.driver->extra);
  }
  std::string text;
  for (const std::string_view extra : extras) text += fmt::format("{}{}", text.empty() ? "" : ",", extra);
  return text;
}

std::string dockerfile(std::string_view image, std::string_view version, const std::vector<Need>& needs) {
  return fmt::format(
      "an image with the package, for example\nFROM {}\nRUN pip install --no-cache-dir 'feast[{}]=={}'\nUSER 1001",
      image, extras_of(needs), version);
}

std::string names_of(const std::vector<Reader>& readers) {
  std::vector<std::string_view> names;
  for (const Reader& reader : readers) {
    if (reader.own) names.push_back(reader.name);
  }
  return list_of(names, "and");
}

void warn_drivers(const Judged& judged, const std::vector<Reader>& readers, Diagnostics& out) {
  const auto own = std::ranges::find_if(readers, &Reader::own);
  if (own == readers.end() || own->name == "feast-apply") return;
  const FeastInside inside = feast_in(own->image, *judged.store.platform);
  Needs needs(inside.minor);
  each_use(judged, [&](Role role, std::string_view type, const Field& at) { needs.add(role, type, at); });
  for (const Need& need : needs.all()) {
    const Driver& driver = *need.driver;
    auto& d = out.add(catalog::kDriverMissing, need.where,
                      fmt::format("the image lacks {}, which {} {} needs: {}", driver.package, name_of(driver.role),
                                  driver.type, consequence(driver, judged.store)));
    d.path = need.path;
    d.with_found(fmt::format("{} in {}", own->image, names_of(readers)))
        .with_expected(dockerfile(own->image, inside.version, needs.all()))
        .with_hint(judged.store.platform->has(feature::kInitImage)
                       ? "set your image in every server and in services.initImage"
                       : "set your image in every server, and services.runFeastApplyOnInit: false");
    if (!driver.beside.empty()) d.hint += fmt::format("; {} needs {} as well", driver.package, driver.beside);
  }
}

/// The first of the servers that feast-apply stands in for whose image is not Feast's own, or absent.
template <typename Visit>
void at_other_image(const Judged& judged, const Visit& visit) {
  static constexpr std::string_view kServers[] = {"services.registry.local.server", "services.onlineStore.server",
                                                  "services.offlineStore.server"};
  bool seen = false;
  at_maps(judged.spec, kServers, [&](const Field& server) {
    const Field image = server.child("image");
    const bool unknown = image.text().empty() || !find_placeholder(image.text()).empty();
    if (seen || unknown || model::is_named_feature_server(model::parse_image(image.text()))) return;
    seen = true;
    visit(image);
  });
}

void warn_init_image(const Judged& judged, Diagnostics& out) {
  const model::FeatureStore& store = judged.store;
  const std::string_view init = store.init_image;
  if (!store.applies_on_init() || !model::is_feature_server(model::parse_image(init))) return;
  at_other_image(judged, [&](const Field& image) {
    Needs needs(feast_in(init, *store.platform).minor);
    each_use(judged, [&](Role role, std::string_view type, const Field& at) { needs.add(role, type, at); });
    auto& d = out.add(catalog::kInitImageDiffers, image,
                      "feast-apply runs in the default image, without the packages of this one")
                  .with_found(fmt::format("{}, beside {} in feast-apply", image.text(), init))
                  .with_hint(store.platform->has(feature::kInitImage)
                                 ? fmt::format("set services.initImage: {}", image.text())
                                 : "set services.runFeastApplyOnInit: false, and apply the definitions elsewhere");
    if (!needs.all().empty()) {
      const Driver& driver = *needs.all().front().driver;
      d.notes.push_back({fmt::format("the default image lacks {}, which {} {} needs: {}", driver.package,
                                     name_of(driver.role), driver.type, consequence(driver, store)),
                         needs.all().front().where, needs.all().front().path});
    }
  });
}

}  // namespace

void warn_images(const Judged& judged, Diagnostics& out) {
  warn_drivers(judged, readers_of(judged.store), out);
  warn_init_image(judged, out);
}

}  // namespace feastctl::validate::rollout
