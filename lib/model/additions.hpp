/// @file
/// @brief What options add to a bundle: things for which the FeatureStore has no field.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace feastctl::model {

/// A name with its value, as in an option NAME=VALUE.
struct Setting {
  std::string key, value;
};

/// The digests of images, as `feastctl images --lock` lists them: sha256:… by the name of the image.
struct ImageLock {
  std::string file;
  std::map<std::string, std::string, std::less<>> digests{};
};

/// Nothing by default, so that the bundle is the operator's.
struct Additions {
  bool hardened = false;                      ///< pods get what Pod Security's level restricted requires
  bool read_only_root = false;                ///< containers cannot write to their image's file system
  std::vector<Setting> init_resources{};      ///< requests.… and limits.… of init containers that have none
  std::vector<Setting> cron_job_resources{};  ///< … and of the CronJob's containers
  std::vector<Setting> labels{};              ///< of all objects and their pods
  std::vector<Setting> annotations{};         ///< of all objects
  std::vector<Setting> service_account_annotations{};
  std::vector<std::string> image_pull_secrets{};
  std::optional<ImageLock> images{};                      ///< pods run these digests
  bool network_policy = false;                            ///< pods that Services lead to take no other traffic
  std::vector<std::vector<Setting>> client_namespaces{};  ///< … but from namespaces with these labels, too

  [[nodiscard]] bool any() const {
    return hardened || read_only_root || !init_resources.empty() || !cron_job_resources.empty() || !labels.empty() ||
           !annotations.empty() || !service_account_annotations.empty() || !image_pull_secrets.empty() ||
           images.has_value() || network_policy;
  }
};

}  // namespace feastctl::model
