/// @file
/// @brief FS4xx: what the operator itself refuses after defaulting (operator.md §1.3).
#pragma once

#include <span>

#include "base/rule.hpp"

namespace feastctl::catalog {

extern const Rule kNoServer;                 // FS401
extern const Rule kReferenceWithoutName;     // FS402
extern const Rule kSecretMissing;            // FS403
extern const Rule kSecretKeyMissing;         // FS404
extern const Rule kSecretNotAMapping;        // FS405
extern const Rule kSecretTypeClash;          // FS406
extern const Rule kSecretParameterType;      // FS407
extern const Rule kSecretNotAString;         // FS408
extern const Rule kBatchEngineMissing;       // FS410
extern const Rule kBatchEngineKeyMissing;    // FS411
extern const Rule kBatchEngineInvalid;       // FS412
extern const Rule kBatchEngineWithoutType;   // FS413
extern const Rule kFeastRefToItself;         // FS414
extern const Rule kFeastRefMissing;          // FS415
extern const Rule kFeastRefWithoutServer;    // FS416
extern const Rule kFeastRefWithoutGrpc;      // FS417
extern const Rule kOidcWithoutDiscoveryUrl;  // FS418
extern const Rule kPackagedPathOverlap;      // FS419
extern const Rule kLineageWithoutDatabase;   // FS420
extern const Rule kLineageWithoutRegistry;   // FS421
extern const Rule kFreeKeyTaken;             // FS422
extern const Rule kSecretWithoutInit;        // FS423
extern const Rule kSecretNotChecked;         // FS430
extern const Rule kCredentialInOutput;       // FS431

/// The rules of this family.
std::span<const Rule* const> operator_rules();

}  // namespace feastctl::catalog
