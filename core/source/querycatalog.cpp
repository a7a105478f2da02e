// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "source/querycatalog.h"

#include <QDir>
#include <QFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace tierwatch {
namespace {

Result<QString> readUtf8(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorCode::Unreadable,
            QueryCatalog::tr("The query file %1 can't be read. Check its permissions.").arg(path),
            file.errorString()};
    QStringDecoder decode(QStringDecoder::Utf8);
    QString text = decode(file.readAll());
    if (decode.hasError())
        return Error{ErrorCode::InvalidArgument,
                     QueryCatalog::tr("The query file %1 is not UTF-8 text.").arg(path)};
    return text;
}

} // namespace

Result<QueryCatalog> QueryCatalog::load(const QString& folder)
{
    const QDir dir(folder);
    if (!dir.isReadable())
        return Error{ErrorCode::Unreadable,
                     tr("The folder of queries %1 is missing or can't be read, so there are no "
                        "reports to run. Create it, or correct the workspace's settings.")
                         .arg(folder)};
    QueryCatalog catalog;
    for (const QString& name : dir.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        if (Result<void> added = catalog.add(dir.filePath(name)); !added)
            return added.error();
    }
    return catalog;
}

Result<void> QueryCatalog::add(const QString& path)
{
    const Result<QString> text = readUtf8(path);
    if (!text)
        return text.error();
    Result<NamedQuery> query = NamedQuery::parse(*text, path);
    if (!query)
        return query.error();
    const auto [place, isNew] =
        m_queries.try_emplace(query->name, std::make_shared<const NamedQuery>(*query));
    if (!isNew)
        return Error{ErrorCode::InvalidArgument,
                     tr("%1, line 1: the name \"%2\" is already used by %3. Rename one of them.")
                         .arg(path, query->name, place->second->file)};
    return {};
}

Result<std::shared_ptr<const NamedQuery>> QueryCatalog::find(const QString& name) const
{
    const auto found = m_queries.find(name);
    if (found == m_queries.end())
        return Error{ErrorCode::NotFound, tr("There is no report named \"%1\".").arg(name)};
    return found->second;
}

std::vector<std::shared_ptr<const NamedQuery>> QueryCatalog::queries() const
{
    std::vector<std::shared_ptr<const NamedQuery>> all;
    for (const auto& [name, query] : m_queries)
        all.push_back(query);
    return all;
}

} // namespace tierwatch
