#include "capacity/connections.hpp"

#include <doctest/doctest.h>

#include "base/arena.hpp"

using namespace feastctl;
using namespace feastctl::capacity;

TEST_CASE("a process of the online server has the connections that Feast gives it") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto size = [](std::string_view type, const Node* values) { return online_pools(type, values).at(0).size; };
  CHECK(size("postgres", nullptr) == 1);
  CHECK(size("postgres", tree.map({{"max_conn", 50}})) == 1);  // of no use without a pool
  CHECK(size("postgres", tree.map({{"conn_type", "pool"}})) == 10);
  CHECK(size("postgres", tree.map({{"conn_type", "pool"}, {"max_conn", "7"}})) == 7);
  CHECK(size("postgres", tree.map({{"conn_type", "pool"}, {"max_conn", "${MAX}"}})) == 10);
  CHECK(size("mysql", nullptr) == 1);
  CHECK(size("hbase", nullptr) == 4);
  CHECK(online_pools("redis", nullptr).empty());
}

TEST_CASE("a SQL registry has SQLAlchemy's pool, and a second one for read_path") {
  Arena arena;
  const TreeBuilder tree(arena);
  CHECK(registry_pools(nullptr).at(0).size == 15);
  const auto with = [&](const Node* settings) {
    return tree.map({{"path", "postgresql://a:b@h/x"}, {"sqlalchemy_config_kwargs", settings}});
  };
  CHECK(registry_pools(with(tree.map({{"pool_size", 3}}))).at(0).size == 13);
  CHECK(registry_pools(with(tree.map({{"max_overflow", 0}}))).at(0).size == 5);
  CHECK(registry_pools(with(tree.map({{"pool_size", 0}}))).at(0).size == 0);
  CHECK(registry_pools(with(tree.map({{"max_overflow", -1}}))).at(0).size == 0);
  CHECK(registry_pools(tree.map({{"path", "sqlite:////data/registry.db"}})).empty());
  const auto two =
      registry_pools(tree.map({{"path", "mysql+pymysql://u:p@w/x"}, {"read_path", "mysql+pymysql://u@r:3307/x"}}));
  REQUIRE(two.size() == 2);
  CHECK(two[0].server == "w:3306");
  CHECK(two[1].server == "r:3307");
}

TEST_CASE("the server of a database is told by host and port, however it is written") {
  Arena arena;
  const TreeBuilder tree(arena);
  const auto server = [&](std::string_view url) { return registry_pools(tree.map({{"path", url}})).at(0).server; };
  const auto postgres = online_pools("postgres", tree.map({{"host", "db"}}));
  CHECK(postgres.at(0).server == "db:5432");
  CHECK(server("postgresql+psycopg://user:p@ss@db/feast?x=@y") == "db:5432");
  CHECK(server("postgresql://db:5432") == "db:5432");
  CHECK(server("postgresql://[::1]/feast") == "[::1]:5432");
  CHECK(server("postgresql://[::1]:6000/feast") == "[::1]:6000");
  CHECK(server("not a URL").empty());
}
