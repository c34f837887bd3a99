#include "capacity/connections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/go_text.hpp"

namespace feastctl::capacity {

namespace {

constexpr std::string_view kUnknown = "Feast's default, because the Secret is not in the input";
constexpr std::int64_t kPostgresPool = 10;  ///< max_conn
constexpr std::int64_t kHbasePool = 4;      ///< connection_pool_size
constexpr std::int64_t kSqlPool = 5;        ///< pool_size
constexpr std::int64_t kSqlOverflow = 10;   ///< max_overflow

/// A client that keeps one connection for each process.
struct SingleRow {
  std::string_view type;
  std::string_view host, port;  ///< Feast's defaults
};
constexpr std::array kSingle{SingleRow{"mysql", "127.0.0.1", "3306"}, SingleRow{"singlestore", "127.0.0.1", "3306"}};

std::string text_of(const Node* values, std::string_view key, std::string_view otherwise) {
  const Node* node = lookup(values, {key});
  return std::string(node == nullptr || node->text.empty() ? otherwise : node->text);
}

/// A number that is written as one, or as a text that Feast takes for one.
std::optional<std::int64_t> number_at(const Node* values, std::string_view key) {
  const Node* node = lookup(values, {key});
  if (node == nullptr) return std::nullopt;
  if (node->kind == Kind::kInteger) return node->integer;
  return node->is_string() ? parse_go_integer(node->text) : std::nullopt;
}

/// `max_conn 20`, or `max_conn 10 (default)`.
std::string setting(std::string_view name, std::optional<std::int64_t> written, std::int64_t otherwise) {
  return fmt::format("{} {}{}", name, written.value_or(otherwise), written ? "" : " (default)");
}

std::uint64_t at_least_one(std::int64_t number) {
  return static_cast<std::uint64_t>(std::max<std::int64_t>(number, 1));
}

std::string server_of(const Node* values, std::string_view host, std::string_view port) {
  return values == nullptr ? "" : fmt::format("{}:{}", text_of(values, "host", host), text_of(values, "port", port));
}

Pool postgres_pool(const Node* values) {
  Pool pool{.size = 1, .basis = {}, .server = server_of(values, "", "5432")};
  if (values == nullptr) {
    pool.basis = fmt::format("{}: conn_type singleton", kUnknown);
  } else if (text_of(values, "conn_type", "") == "pool") {
    const auto most = number_at(values, "max_conn");
    pool.size = at_least_one(most.value_or(kPostgresPool));
    pool.basis = "conn_type pool, " + setting("max_conn", most, kPostgresPool);
  } else {
    pool.basis = "conn_type singleton" + std::string(lookup(values, {"conn_type"}) == nullptr ? " (default)" : "");
  }
  return pool;
}

/// `host:port` of a database's URL, such as `postgresql+psycopg://user:password@host:5432/feast`.
std::string server_in(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string_view rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t at = rest.rfind('@');
  if (at != std::string_view::npos) rest.remove_prefix(at + 1);
  const std::size_t colon = rest.rfind(':');
  const bool has_port = colon != std::string_view::npos && rest.find(']', colon) == std::string_view::npos;
  if (rest.empty() || has_port) return std::string(rest);
  return fmt::format("{}:{}", rest, url.starts_with("postgres") ? "5432" : "3306");
}

Pool sql_pool(const Node* values, std::string_view url) {
  const Node* settings = lookup(values, {"sqlalchemy_config_kwargs"});
  const auto size = number_at(settings, "pool_size");
  const auto overflow = number_at(settings, "max_overflow");
  Pool pool{.size = 0,
            .basis = setting("pool_size", size, kSqlPool) + ", " + setting("max_overflow", overflow, kSqlOverflow),
            .server = server_in(url)};
  if (values == nullptr) pool.basis = fmt::format("{}: pool_size 5, max_overflow 10", kUnknown);
  constexpr std::int64_t kMost = 1'000'000'000;
  const std::int64_t kept = std::min(size.value_or(kSqlPool), kMost);
  const std::int64_t more = std::min(overflow.value_or(kSqlOverflow), kMost);
  // A size of 0 and an overflow of -1 are SQLAlchemy's way to say: without a limit.
  if (kept > 0 && more >= 0) pool.size = static_cast<std::uint64_t>(kept + more);
  return pool;
}

}  // namespace

std::vector<Pool> online_pools(std::string_view type, const Node* values) {
  if (type == "postgres") return {postgres_pool(values)};
  if (type == "hbase") {
    const auto size = number_at(values, "connection_pool_size");
    return {{.size = at_least_one(size.value_or(kHbasePool)),
             .basis = values == nullptr ? fmt::format("{}: connection_pool_size {}", kUnknown, kHbasePool)
                                        : setting("connection_pool_size", size, kHbasePool),
             .server = server_of(values, "localhost", "9090")}};
  }
  const auto* row = std::ranges::find(kSingle, type, &SingleRow::type);
  if (row == kSingle.end()) return {};
  return {{.size = 1, .basis = "one for each process", .server = server_of(values, row->host, row->port)}};
}

std::vector<Pool> registry_pools(const Node* values) {
  const std::string path = text_of(values, "path", "");
  const std::string read_path = text_of(values, "read_path", "");
  if (path.starts_with("sqlite")) return {};
  std::vector<Pool> pools{sql_pool(values, path)};
  if (!read_path.empty()) pools.push_back(sql_pool(values, read_path));
  return pools;
}

}  // namespace feastctl::capacity
