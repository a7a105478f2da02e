// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "source/companydirectory.h"

namespace tierwatch {

class CacheFile;

/// Keeps the mapping of companies in the cache file, where it never expires. Names have no place
/// there. In a file that is only viewed nothing is kept. Any thread; file and clock outlive it.
class SchemaMappingStore final : public CompanyStore
{
public:
    SchemaMappingStore(CacheFile& file, const Clock& clock) : m_file(file), m_clock(clock) {}

    [[nodiscard]] Result<std::vector<SourceCompany>> load() override;
    [[nodiscard]] Result<void> save(const std::vector<SourceCompany>& companies) override;

private:
    CacheFile& m_file;
    const Clock& m_clock;
};

} // namespace tierwatch
