#include "base/key_material.hpp"

#include <doctest/doctest.h>

#include <string>

using feastctl::holds_key_material;

namespace {

std::string concealed(std::string text) {
  feastctl::conceal_key_material(text);
  return text;
}

}  // namespace

TEST_CASE("keys, tokens and passwords are known by their looks") {
  for (const std::string text :
       {"-----BEGIN RSA PRIVATE KEY-----", "x -----END CERTIFICATE-----", "PuTTY-User-Key-File-3: ssh-ed25519",
        "key: ghp_abcdefghijklmnop", "AKIAABCDEFGHIJKLMNOP", "postgresql://feast:hunter2@db/x",
        "redis://:hunter2@redis:6379", "token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91Pw==", "Tm93IGlzIHRoZSB0aW1l"}) {
    CAPTURE(text);
    CHECK(holds_key_material(text));
  }
}

TEST_CASE("names, digests and addresses are none") {
  for (const std::string text :
       {"", "feast-sample-online.feast.svc.cluster.local:443", "entity_key_serialization_version: 3",
        "quay.io/feastdev/feature-server@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "ref: 4b825dc642cb6eb9a060e54bf8d69288fbee4904", "TMP_FEATURE_STORE_YAML_BASE64",
        "s3://my-Bucket9/Registry/v2.db", "https://feast@git.example.com/team/repo",
        "spec.services.onlineStore.persistence.store.secretRef.name", "horizontalPodAutoscalerBehavior2ScaleDown",
        "a@b.example://x", "123e4567-e89b-12d3-a456-426614174000"}) {
    CAPTURE(text);
    CHECK_FALSE(holds_key_material(text));
    CHECK(concealed(text) == text);
  }
}

TEST_CASE("only the key is taken out of a text, unless it goes on beyond it") {
  CHECK(concealed("found ghp_abcdefghijklmnop here") == "found \xE2\x80\xA6 here");
  CHECK(concealed("a://u:secret@h and b://:@c, d://:x@e") == "a://u:\xE2\x80\xA6@h and b://:@c, d://:\xE2\x80\xA6@e");
  CHECK(concealed("no -----BEGIN X----- abc") == "\xE2\x80\xA6");
}

TEST_CASE("a line of YAML names a credential by its key") {
  for (const std::string_view line : {"password: 12345", "    client_secret: a", "{host: a, \"password\": b}",
                                      "connection_string: redis:6379,password=x", "- sasl_password : x"}) {
    CAPTURE(line);
    CHECK(feastctl::names_credential(line));
  }
  for (const std::string_view line : {"secretRef: {name: password}", "secret: {secretName: tls}", "key: password",
                                      "name: DB_PASSWORD", "password", "host: a"}) {
    CAPTURE(line);
    CHECK_FALSE(feastctl::names_credential(line));
  }
}
