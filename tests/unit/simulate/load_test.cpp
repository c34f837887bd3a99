#include "simulate/load.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace feastctl;
using namespace feastctl::simulate;

namespace {

struct Read {
  Loads loads;
  std::string message;  ///< with the column of what is wrong
};

LoadTargets targets() {
  return {.containers = {"online", "offline"}, .usual = "online", .cores_per_request = {}};
}

Read read(const std::string& text, const LoadTargets& of = targets()) {
  Sources sources;
  Diagnostics out;
  Read result;
  read_load(sources, sources.add("--load", text), of, result.loads, out);
  if (!out.all().empty()) {
    result.message = std::to_string(out.all().front().where.begin) + ": " + out.all().front().message;
  }
  return result;
}

Read table(const std::string& text, const std::string& column = "") {
  Sources sources;
  Diagnostics out;
  Read result;
  read_csv(sources, sources.add("load.csv", text), targets(), column, result.loads, out);
  if (!out.all().empty()) {
    result.message = std::to_string(out.all().front().where.begin) + ": " + out.all().front().message;
  }
  return result;
}

Line only(const Read& read) {
  CAPTURE(read.message);
  REQUIRE(read.loads.containers.size() == 1);
  CHECK(read.loads.containers.front().container == "online");
  return read.loads.containers.front().line;
}

}  // namespace

TEST_CASE("a load is points, or one amount") {
  CHECK(only(read("0s=400m, 30s=1700m,1h30m=2")) == Line{{0, 400}, {30, 1700}, {5400, 2000}});
  CHECK(only(read("1.5")) == Line{{0, 1500}});
  CHECK(only(read("10=1,10=2")) == Line{{10, 1000}, {10, 2000}});
}

TEST_CASE("shapes become points") {
  CHECK(only(read("spike:base=300m,peak=3x,at=5m,for=2m")) ==
        Line{{0, 300}, {300, 300}, {300, 900}, {420, 900}, {420, 300}});
  CHECK(only(read("step:base=100m,peak=1,at=1m")) == Line{{0, 100}, {60, 100}, {60, 1000}});
  CHECK(only(read("ramp:base=0,peak=1,at=1m,for=9m")) == Line{{0, 0}, {60, 0}, {600, 1000}});
  const Line day = only(read("day:base=100m,peak=1100m"));
  CHECK(day.size() == 25);
  CHECK(day[3] == Point{10800, 100});
  CHECK(day[12] == Point{43200, 1100});
}

TEST_CASE("loads of several containers and resources") {
  const Read both = read("online=0s=1,5m=2,offline=step:base=1,peak=2,online/memory=512Mi");
  CAPTURE(both.message);
  REQUIRE(both.loads.containers.size() == 3);
  CHECK(both.loads.containers[0].line == Line{{0, 1000}, {300, 2000}});
  CHECK(both.loads.containers[1].container == "offline");
  CHECK(both.loads.containers[2].resource == "memory");
  CHECK(both.loads.containers[2].line == Line{{0, 536870912}});
}

TEST_CASE("requests per second become CPU") {
  LoadTargets of = targets();
  of.cores_per_request = cores("2m");
  CHECK(only(read("0s=100,1m=850", of)) == Line{{0, 200}, {60, 1700}});
  of.cores_per_request = cores("500u");
  CHECK(only(read("10", of)) == Line{{0, 5}});
  CHECK_FALSE(cores("0"));
  CHECK_FALSE(cores("fast"));
}

TEST_CASE("what is wrong with a load has its place") {
  CHECK(read("0s=1,-5s=3").message == "5: a time must not be negative");
  CHECK(read("0s=1,5m").message == "5: not a point");
  CHECK(read("0s=1,5m=NaN").message == "8: not an amount");
  CHECK(read("0s=1,5m=-1").message == "8: an amount must not be negative");
  CHECK(read("0s=1,5m=1e18").message == "8: the amount is too large to be simulated");
  CHECK(read("0s=1,1000000000000000000=2").message == "5: not a time");
  CHECK(read("5m=1,1m=2").message == "5: the time is earlier than the one before it");
  CHECK(read("spike:bas=3").message == "6: unknown parameter");
  CHECK(read("spike:base=1,peak=1e9x").message == "13: the factor is too large");
  CHECK(read("day").message == "0: the shape day needs amounts");
  CHECK(read("").message == "0: not an amount");
}

TEST_CASE("a table has times and amounts") {
  CHECK(only(table("0,1\n30,2\n")) == Line{{0, 1000}, {30, 2000}});
  CHECK(only(table("time,value\r\n0s,100m\r\n\r\n# noon\r\n12h,2\r\n")) == Line{{0, 100}, {43200, 2000}});
  const Read columns = table("time,online,offline/memory,queue\n0,1,1Mi,5\n60,2,2Mi,6.5\n");
  REQUIRE(columns.loads.containers.size() == 2);
  CHECK(columns.loads.containers[1].line == Line{{0, 1048576}, {60, 2097152}});
  REQUIRE(columns.loads.metrics.size() == 1);
  CHECK(columns.loads.metrics[0].total == Line{{0, 5000}, {60, 6500}});
  CHECK(table("0,1\n", "queue").loads.metrics.at(0).name == "queue");
}

TEST_CASE("what is wrong with a table has its line") {
  CHECK(table("0,1\n5,NaN\n").message == "6: not an amount");
  CHECK(table("0,1\n5\n").message == "4: the line has 1 columns instead of 2");
  CHECK(table("0,1,2\n").message == "0: a table with several columns needs a first line that names them");
  CHECK(table("0\n").message == "0: a table needs a column of times and at least one of amounts");
  CHECK(table("time,online\n").message == "0: the table has no points");
  CHECK(table("").message == "0: the table has no points");
}

TEST_CASE("a million points are read") {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += std::to_string(i) + ",1\n";
  CHECK(only(table(text)).size() == 1'000'000);
}
