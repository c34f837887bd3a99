#include "store_mutator.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/arena.hpp"
#include "emit/json.hpp"
#include "emit/yaml.hpp"
#include "parse/reader.hpp"
#include "random.hpp"
#include "schema/table.hpp"
#include "typed_values.hpp"

namespace feastctl::fuzz {

namespace {

/// A value of the input that a change can be made at. The trees were read for this change alone, so they may be
/// changed in place.
struct Place {
  Node* node = nullptr;
  const schema::Type* type = nullptr;  ///< of the schema, or nullptr outside it
  std::string_view field;
};

Node* writable(const Node* node) {
  return const_cast<Node*>(node);  // NOLINT(cppcoreguidelines-pro-type-const-cast): see Place
}

/// The documents of an input and its first line with options.
struct Input {
  std::string options;
  std::vector<Node*> documents;
};

Input read_input(std::string_view text, const TreeBuilder& tree) {
  Input input;
  if (text.starts_with("#!")) input.options = text.substr(0, std::min(text.find('\n'), std::size_t{12}));
  Sources sources;
  Diagnostics out;
  std::vector<parse::Document> documents;
  parse::read(sources, sources.add("input", text), tree, out, documents);
  for (const parse::Document& document : documents) input.documents.push_back(writable(document.root));
  return input;
}

std::string written(const Input& input, Random& random) {
  std::string text = input.options;
  if (random.once_in(20)) text = "#!";
  if (random.once_in(10)) {
    if (!text.starts_with("#!")) text = "#!";
    text += random.one_of(std::string_view("opeicdtnxaf"));
  }
  if (!text.empty()) text += '\n';
  const bool json = random.once_in(20);
  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    if (json) {
      emit::write_json(*input.documents[i], text);
      text += '\n';
      continue;
    }
    if (i > 0) text += "---\n";
    emit::write_yaml(*input.documents[i], text);
  }
  return text;
}

bool is_store(const Node& document) {
  return string_at(&document, "kind") == "FeatureStore";
}

ApiVersion version_of(const Node& document) {
  return string_at(&document, "apiVersion") == "feast.dev/v1alpha1" ? ApiVersion::kV1Alpha1 : ApiVersion::kV1;
}

/// All places at and below `place`.
void collect(const Place& place, std::vector<Place>& places) {
  places.push_back(place);
  for (const Member& member : place.node->members()) {
    const schema::Property* property = place.type == nullptr ? nullptr : find(*place.type, member.key);
    const bool map = place.type != nullptr && place.type->shape == schema::Shape::kMap;
    const schema::Type* type = property != nullptr ? property->type : map ? place.type->entry : nullptr;
    collect({writable(member.value), type, member.key}, places);
  }
  const bool list = place.type != nullptr && place.type->shape == schema::Shape::kList;
  for (const Node* item : place.node->items()) {
    collect({writable(item), list ? place.type->entry : nullptr, place.field}, places);
  }
}

std::vector<Place> places_of(const Input& input) {
  std::vector<Place> places;
  for (Node* document : input.documents) {
    collect({document, is_store(*document) ? &schema::document(version_of(*document)) : nullptr, ""}, places);
  }
  return places;
}

/// The value of a place again, as a person would write it.
const Node* fresh_value(const Place& place, Random& random, const TreeBuilder& tree) {
  return place.type == nullptr ? odd_value(random, tree) : typed_value(*place.type, place.field, random, tree);
}

void add_field(const Place& place, Random& random, const TreeBuilder& tree) {
  if (place.type != nullptr && !place.type->properties.empty()) {
    const schema::Property& property = random.one_of(place.type->properties);
    tree.set(place.node, property.name, typed_value(*property.type, property.name, random, tree));
  } else {
    tree.set(place.node, word_for("key", random), odd_value(random, tree));
  }
}

/// A change of a map: a field more or less, another name.
void change_map(const Place& place, Random& random, const TreeBuilder& tree) {
  Node& map = *place.node;
  const std::size_t what = random.below(8);
  if (map.size == 0 || what < 4) return add_field(place, random, tree);
  Member& member = map.member[random.below(map.size)];
  if (what < 6) {
    member = map.member[--map.size];
  } else if (what == 6) {
    member.key = word_for("key", random);
    map.keys |= key_bit(member.key);
  } else {
    member.value = odd_value(random, tree);
  }
}

/// A change of a list: an item more, less, or twice.
void change_list(const Place& place, Random& random, const TreeBuilder& tree) {
  Node& list = *place.node;
  const std::size_t what = random.below(4);
  if (list.size == 0 || what < 2) {
    const bool typed = place.type != nullptr && place.type->entry != nullptr;
    tree.push(&list, typed ? typed_value(*place.type->entry, place.field, random, tree) : odd_value(random, tree));
  } else if (what == 2) {
    list.item[random.below(list.size)] = list.item[list.size - 1];
    --list.size;
  } else {
    tree.push(&list, list.item[random.below(list.size)]);
  }
}

void change(const Place& place, Random& random, const TreeBuilder& tree) {
  if (place.node->is_map() && !random.once_in(12)) return change_map(place, random, tree);
  if (place.node->is_list() && !random.once_in(12)) return change_list(place, random, tree);
  *place.node = *fresh_value(place, random, tree);
}

Node* store(Random& random, const TreeBuilder& tree) {
  const ApiVersion version = random.once_in(10) ? ApiVersion::kV1Alpha1 : ApiVersion::kV1;
  const schema::Property* spec = find(schema::document(version), "spec");
  return tree.map({{"apiVersion", version == ApiVersion::kV1 ? "feast.dev/v1" : "feast.dev/v1alpha1"},
                   {"kind", "FeatureStore"},
                   {"metadata", tree.map({{"name", word_for("name", random)}, {"namespace", "feast"}})},
                   {"spec", typed_value(*spec->type, "spec", random, tree)}});
}

/// What stores refer to, or are scaled by.
Node* companion(Random& random, const TreeBuilder& tree) {
  const Node* metadata = tree.map({{"name", word_for("name", random)}, {"namespace", word_for("namespace", random)}});
  const std::string_view key = word_for("key", random);
  constexpr std::string_view kTexts[] = {"host: a\nport: 5432\n", "path: x\n", "type: redis\n", "- a\n", "a: [", ""};
  const Node* texts = tree.map({{key, random.one_of(kTexts)}, {"client_id", "a"}});
  const Node* target = tree.map({{"apiVersion", random.once_in(2) ? "apps/v1" : "feast.dev/v1"},
                                 {"kind", random.once_in(2) ? "Deployment" : "FeatureStore"},
                                 {"name", random.once_in(2) ? "feast-sample" : "sample"}});
  switch (random.below(6)) {
    case 0: return tree.map({{"apiVersion", "v1"}, {"kind", "Secret"}, {"metadata", metadata}, {"stringData", texts}});
    case 1:
      return tree.map({{"apiVersion", "v1"},
                       {"kind", "Secret"},
                       {"metadata", metadata},
                       {"data", tree.map({{key, "aG9zdDogYQo="}})}});
    case 2: return tree.map({{"apiVersion", "v1"}, {"kind", "ConfigMap"}, {"metadata", metadata}, {"data", texts}});
    case 3:
      return tree.map({{"apiVersion", "autoscaling/v2"},
                       {"kind", "HorizontalPodAutoscaler"},
                       {"metadata", metadata},
                       {"spec", tree.map({{"scaleTargetRef", target}, {"maxReplicas", 3}})}});
    case 4:
      return tree.map({{"apiVersion", "keda.sh/v1alpha1"},
                       {"kind", "ScaledObject"},
                       {"metadata", metadata},
                       {"spec", tree.map({{"scaleTargetRef", target}})}});
    default:
      return tree.map({{"apiVersion", "mlflow.opendatahub.io/v1"},
                       {"kind", "MLflow"},
                       {"metadata", metadata},
                       {"status", tree.map({{"url", "https://mlflow.example"}})}});
  }
}

/// A change of the documents as a whole: one more, one less, many.
void change_documents(Input& input, Random& random, const TreeBuilder& tree) {
  switch (random.below(6)) {
    case 0: input.documents.push_back(store(random, tree)); break;
    case 1:
      if (input.documents.size() > 1) input.documents.erase(input.documents.begin());
      break;
    case 2: {  // enough stores for two jobs, told apart by their names
      const Node* first = input.documents.front();
      for (int i = 0; i < 8 && is_store(*first); ++i) {
        Node* again = tree.shallow_copy(*first);
        tree.set(again, "metadata", tree.map({{"name", tree.arena().copy("n" + std::to_string(i))}}));
        input.documents.push_back(again);
      }
      break;
    }
    default: input.documents.push_back(companion(random, tree));
  }
}

}  // namespace

std::string mutated(std::string_view text, std::uint64_t seed) {
  Arena arena;
  const TreeBuilder tree(arena);
  Random random(seed);
  Input input = read_input(text, tree);
  if (input.documents.empty()) input.documents.push_back(store(random, tree));
  for (std::size_t n = random.below(3) + 1; n > 0; --n) {
    if (random.once_in(10)) {
      change_documents(input, random, tree);
      continue;
    }
    const std::vector<Place> places = places_of(input);
    change(random.one_of(places), random, tree);
  }
  return written(input, random);
}

std::string crossed(std::string_view first, std::string_view second, std::uint64_t seed) {
  Arena arena;
  const TreeBuilder tree(arena);
  Random random(seed);
  const Input into = read_input(first, tree);
  const Input from = read_input(second, tree);
  if (into.documents.empty() || from.documents.empty()) return std::string(first);
  const std::vector<Place> givers = places_of(from);
  const Place& giver = random.one_of(givers);
  std::vector<Place> takers = places_of(into);
  std::erase_if(takers, [&](const Place& p) { return p.type != giver.type || p.field != giver.field; });
  if (!takers.empty()) {
    *random.one_of(takers).node = *giver.node;
  } else if (giver.type != nullptr) {
    // A field that `into` lacks: it goes wherever an object has a field of that name and type.
    for (const Place& place : places_of(into)) {
      const schema::Property* property = place.type == nullptr ? nullptr : find(*place.type, giver.field);
      if (property != nullptr && property->type == giver.type) tree.set(place.node, giver.field, giver.node);
    }
  }
  return written(into, random);
}

}  // namespace feastctl::fuzz
