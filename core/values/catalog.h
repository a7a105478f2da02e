// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "values/caller.h"
#include "values/codec.h"

namespace tierwatch {

struct Company
{
    qint64 id = 0;
    QString name; ///< empty where only the number is known
    static constexpr auto fields()
    {
        return std::tuple{codec::field("company_id", &Company::id),
                          codec::field("name", &Company::name)};
    }
};

struct ReportType
{
    QString type;
    QString title; ///< for people; empty where only the type is known
    bool enabled = true;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("cache_type", &ReportType::type),
                          codec::field("title", &ReportType::title),
                          codec::field("enabled", &ReportType::enabled)};
    }
};

/// What can be named in a scope: companies by name, types by title.
struct Catalog
{
    std::vector<Company> companies;
    std::vector<ReportType> types;
    static constexpr auto fields()
    {
        return std::tuple{codec::field("companies", &Catalog::companies),
                          codec::field("types", &Catalog::types)};
    }
};

struct CatalogQuery
{
    using Reply = Catalog;
    static constexpr auto name = "catalog";
    static constexpr Role role = Role::Viewer;
    static constexpr auto fields() { return std::tuple{}; }
};

} // namespace tierwatch
