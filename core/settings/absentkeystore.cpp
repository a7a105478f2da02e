// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "settings/keystore.h"

namespace tierwatch {

std::shared_ptr<KeyStore> systemKeyStore()
{
    return nullptr;
}

} // namespace tierwatch
