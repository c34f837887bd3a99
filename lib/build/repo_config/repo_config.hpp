/// @file
/// @brief The text of feature_store.yaml: for the servers, for clients, and for the lineage server
/// (docs/reference/configuration.md).
///
/// server.cpp, client.cpp and lineage.cpp build the three documents; stores.cpp, auth.cpp and sections.cpp build their
/// common parts.
#pragma once

#include "build/build.hpp"

namespace feastctl::build {

/// The three texts. They contain the values of Secrets that are in the model: with --secrets=runtime, none.
RepoConfigs repo_configs(const TreeBuilder& tree, const model::FeatureStore& store);

/// The servers' one as a tree, likewise.
const Node* server_config(const TreeBuilder& tree, const model::FeatureStore& store);

namespace repo_config {

// The documents.
Node* server(const Context& context);
Node* client(const Context& context);
Node* lineage(const Context& context);

// stores.cpp: where the servers keep their data. For absent parts, returns nullptr.
const Node* offline_store(const Context& context);
const Node* online_store(const Context& context);
const Node* registry(const Context& context);

// auth.cpp
const Node* server_auth(const Context& context);
const Node* client_auth(const Context& context);

// sections.cpp
const Node* batch_engine(const Context& context);
const Node* feature_server(const Context& context);
const Node* materialization(const Context& context);
Node* open_lineage(const Context& context);
const Node* mlflow(const Context& context);
const Node* data_quality_monitoring(const Context& context);

/// host:port of a server's Service.
std::string_view service_address(const Context& context, const model::Server& server);
/// The beginning of the document: project and provider.
Node* document(const Context& context);

}  // namespace repo_config
}  // namespace feastctl::build
