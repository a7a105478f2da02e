// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QCoreApplication>
#include <QList>
#include <QStringList>

#include <optional>

namespace tierwatch {

/// An ini file as people write it: UTF-8, `[section]`, `name = value`, comments by # or ; at the
/// start of a line, no escapes (so that Windows paths stay as they are). Keys are "section/name",
/// in the order of the file. A plain value; one thread at a time.
class IniFile final
{
    Q_DECLARE_TR_FUNCTIONS(IniFile)
public:
    /// Errors: Unreadable, InvalidArgument (naming the line that can't be understood).
    [[nodiscard]] static Result<IniFile> load(const QString& path);
    [[nodiscard]] static Result<IniFile> parse(const QByteArray& text, const QString& name);

    [[nodiscard]] std::optional<QString> find(QStringView key) const;
    [[nodiscard]] QStringList keys() const;
    /// Adds or replaces; not for a text with a line break.
    void set(const QString& key, const QString& value);
    /// Sections and names in the order in which they came; comments are not kept.
    [[nodiscard]] QByteArray toText() const;
    /// Old file or new file on disk, never half of one. Errors: Unreadable.
    Result<void> save(const QString& path) const;

private:
    struct Item
    {
        QString key;
        QString value;
    };
    QList<Item> m_items;
};

} // namespace tierwatch
