/// What stores need, as a table and in JSON.
#include <fmt/format.h>

#include "admit/admit.hpp"
#include "base/text_table.hpp"
#include "capacity/capacity.hpp"
#include "report/json_writer.hpp"

namespace feastctl::capacity {

namespace {

using report::ObjectWriter;
using report::write_list;
using report::write_texts;

std::string words_of(const Pods& pods) {
  if (pods.why == "hpa") return "  added by the autoscaler";
  if (pods.why == "surge") return "  added by a rolling update";
  return pods.object;
}

std::string limit(const Quantity& each, std::uint64_t count, bool limited) {
  return limited ? each.times(count).canonical() : "none";
}

void add_pod_rows(const StoreResult& store, std::vector<TableRow>& rows) {
  rows.push_back({fmt::format("{}/{}", store.name_space, store.name)});
  for (const Pods& p : store.needs->pods) {
    rows.push_back({words_of(p), std::to_string(p.count), p.cpu.times(p.count).canonical(),
                    p.memory.times(p.count).canonical(), limit(p.cpu_limit, p.count, p.cpu_is_limited),
                    limit(p.memory_limit, p.count, p.memory_is_limited)});
  }
}

/// Which containers count as nothing, as a line; empty without any.
std::string unsized_of(const Result& result) {
  std::vector<std::string> objects;
  for (const StoreResult& store : result.stores) {
    std::string_view said;
    if (!store.needs) continue;
    for (const Pods& p : store.needs->pods) {
      if (p.unsized.empty() || p.object == said) continue;
      said = p.object;
      objects.push_back(fmt::format("{} ({})", p.object, fmt::join(p.unsized, ", ")));
    }
  }
  if (objects.empty()) return {};
  return fmt::format("containers without a request for CPU or memory count as 0: {}\n", fmt::join(objects, ", "));
}

std::string pod_table(const Report& report) {
  const Totals& totals = *report.totals;
  std::vector<TableRow> rows{{"PODS AT MOST", "PODS", "CPU", "MEMORY", "CPU LIMIT", "MEMORY LIMIT"}};
  for (const StoreResult& store : report.result->stores) {
    if (store.needs) add_pod_rows(store, rows);
  }
  rows.push_back({"total", std::to_string(totals.pods), totals.cpu.canonical(), totals.memory.canonical(),
                  limit(totals.cpu_limit, 1, totals.cpu_is_limited),
                  limit(totals.memory_limit, 1, totals.memory_is_limited)});
  std::string out = text_table(rows);
  if (const auto& node = report.available->node) {
    out += fmt::format("nodes of {}cpu,{}: {}\n", node->cpu.canonical(), node->memory.canonical(), totals.nodes);
  }
  out += unsized_of(*report.result);
  return out;
}

std::string volume_table(const Report& report) {
  std::vector<TableRow> rows{{"VOLUMES", "STORAGE", "CLASS"}};
  for (const StoreResult& store : report.result->stores) {
    if (!store.needs) continue;
    for (const Volume& volume : store.needs->volumes) {
      rows.push_back({fmt::format("{}/{}", store.name_space, volume.name), volume.storage.canonical(),
                      volume.storage_class.empty() ? "default" : volume.storage_class});
    }
  }
  return rows.size() == 1 ? "" : '\n' + text_table(rows);
}

std::string number_of(const Count& count) {
  if (count.unlimited) return "no limit";
  return count.by_node ? "unknown" : std::to_string(count.number);
}

/// `(13 × (2 + 1) + 1) × 20`: pods, the processes in each, those of the CronJob, the connections of each process.
std::string product_of(const Connections& row, const std::optional<NodeSize>& node) {
  const auto workers = workers_of(row, node);
  std::string processes = workers ? std::to_string(*workers) : "workers";
  if (row.servers != 0) processes = fmt::format("({} + {})", processes, row.servers);
  std::string all = fmt::format("{} × {}", row.pods, processes);
  if (row.jobs != 0) all = fmt::format("({} + {})", all, row.jobs);
  return fmt::format("{} × {}", all, row.per_process == 0 ? "∞" : std::to_string(row.per_process));
}

std::string connection_table(const Report& report) {
  const auto& available = *report.available;
  std::string title = "DATABASE CONNECTIONS";
  if (available.connections) title += fmt::format(" ({} ACCEPTED)", *available.connections);
  std::vector<TableRow> rows{{title, "AT MOST", "PODS × PROCESSES × POOL", "POOL"}};
  for (const DatabaseLine& line : report.totals->databases) {
    for (const Connections* row : line.rows) {
      rows.push_back(
          {fmt::format("{}/{}: {} ({})", row->place.store_namespace, row->place.store_name, row->use, row->type),
           number_of(count_of(*row, available.node)), product_of(*row, available.node), row->basis});
    }
    if (line.rows.size() > 1) rows.push_back({"  together, on one server", number_of(line.total)});
  }
  std::string out = rows.size() == 1 ? "" : '\n' + text_table(rows);
  for (const StoreResult& store : report.result->stores) {
    if (!store.needs || store.needs->uncounted.empty()) continue;
    out += fmt::format("\n{}/{}: clients of {} open connections as they need them; they are not counted\n",
                       store.name_space, store.name, store.needs->uncounted);
  }
  return out;
}

void write_pods(const Pods& pods, ObjectWriter out) {
  out.text("object", pods.object);
  out.text("why", pods.why);
  out.number("count", pods.count);
  out.text("cpu", pods.cpu.canonical());
  out.text("memory", pods.memory.canonical());
  if (pods.cpu_is_limited) out.text("cpuLimit", pods.cpu_limit.canonical());
  if (pods.memory_is_limited) out.text("memoryLimit", pods.memory_limit.canonical());
  if (!pods.unsized.empty()) write_texts(pods.unsized, out.begin("withoutRequest"));
  out.end();
}

void write_volume(const Volume& volume, ObjectWriter out) {
  out.text("claim", volume.name);
  out.text("storageClass", volume.storage_class);
  out.text("storage", volume.storage.canonical());
  out.end();
}

/// The number of the database server among all, from 1.
std::size_t database_of(const Connections& row, const Totals& totals) {
  std::size_t number = 0;
  for (const DatabaseLine& line : totals.databases) {
    ++number;
    for (const Connections* other : line.rows) {
      if (other == &row) return number;
    }
  }
  return 0;
}

void write_count(const Count& count, ObjectWriter& out) {
  if (!count.unlimited && !count.by_node) out.number("connections", count.number);
  if (count.unlimited) out.boolean("unlimited", true);
}

void write_connections(const Connections& row, const Report& report, ObjectWriter out) {
  out.text("use", row.use);
  out.text("type", row.type);
  out.number("database", database_of(row, *report.totals));
  out.number("pods", row.pods);
  if (const auto workers = workers_of(row, report.available->node)) out.number("workers", *workers);
  out.number("servers", row.servers);
  out.number("jobs", row.jobs);
  if (row.per_process != 0) out.number("pool", row.per_process);
  write_count(count_of(row, report.available->node), out);
  out.text("basis", row.basis);
  out.end();
}

void write_store(const StoreResult& store, const Report& report, ObjectWriter out) {
  out.text("namespace", store.name_space);
  out.text("name", store.name);
  write_list(store.needs->pods, 6, out.begin("pods"), write_pods);
  write_list(store.needs->volumes, 6, out.begin("volumes"), write_volume);
  write_list(store.needs->connections, 6, out.begin("connections"),
             [&](const Connections& row, ObjectWriter item) { write_connections(row, report, item); });
  out.text("notCounted", store.needs->uncounted);
  out.end();
}

void write_total(const Report& report, ObjectWriter out) {
  const Totals& totals = *report.totals;
  out.number("pods", totals.pods);
  out.text("cpu", totals.cpu.canonical());
  out.text("memory", totals.memory.canonical());
  if (totals.cpu_is_limited) out.text("cpuLimit", totals.cpu_limit.canonical());
  if (totals.memory_is_limited) out.text("memoryLimit", totals.memory_limit.canonical());
  out.number("volumes", totals.volumes);
  out.text("storage", totals.storage.canonical());
  if (report.available->node) out.number("nodes", totals.nodes);
  out.end();
}

}  // namespace

std::string as_table(const Report& report) {
  std::string out = pod_table(report) + volume_table(report) + connection_table(report);
  if (!report.result->quotas.empty()) out += '\n' + admit::quota_table(report.result->quotas);
  return out;
}

std::string as_json(const Report& report) {
  std::string text;
  ObjectWriter out(text, 0);
  out.boolean("fits", report.fits);
  std::vector<const StoreResult*> stores;
  for (const StoreResult& store : report.result->stores) {
    if (store.needs) stores.push_back(&store);
  }
  write_list(stores, 2, out.begin("stores"),
             [&](const StoreResult* store, ObjectWriter item) { write_store(*store, report, item); });
  write_total(report, ObjectWriter(out.begin("atMost"), 2));
  write_list(report.totals->databases, 2, out.begin("databases"), [&](const DatabaseLine& line, ObjectWriter item) {
    write_count(line.total, item);
    if (report.available->connections) item.number("accepted", *report.available->connections);
    item.end();
  });
  if (!report.result->quotas.empty()) admit::write_quotas(report.result->quotas, out.begin("quotas"));
  out.end();
  return text + '\n';
}

}  // namespace feastctl::capacity
