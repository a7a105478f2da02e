// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "settings/connectionfile.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace tierwatch {

/// The connections that a person keeps, in that person's order, in a JSON file beside which the
/// last good one is kept as `.bak`. No secret can be in it. Where the file can't be written, or is
/// of a later version, all works until the program ends, and save() says why. Changes are in memory
/// until save(), which also takes over what another program has added to the file. One thread;
/// owned by the program, which outlives its windows.
class ConnectionBook final : public QObject
{
    Q_OBJECT
public:
    struct Imported
    {
        int added = 0;
        QStringList skipped; ///< a sentence each: it was there already
        /// Those that were added, as the file has them, where that would trust more than a
        /// connection does that a person has just made.
        std::vector<TargetConnection> trusting;
    };

    /// Reads the file; one that is not there yet is an empty book.
    explicit ConnectionBook(const QString& file, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<TargetConnection>& all() const { return m_book.connections; }
    /// Null where there is none; until the next change.
    [[nodiscard]] const TargetConnection* find(const QString& id) const;
    /// What a person must know of how the file was read: damage, secrets, what was not understood.
    [[nodiscard]] const QStringList& notices() const { return m_notices; }
    /// Why nothing can be kept beyond this run; absent where it can.
    [[nodiscard]] const std::optional<Error>& readOnly() const { return m_readOnly; }

    /// At the end; gives its id. InvalidArgument where the address holds a secret, here as in
    /// change(), which is NotFound where there is no such id.
    Result<QString> add(TargetConnection connection);
    Result<void> change(const TargetConnection& connection);
    /// Several, told of once: all that can be changed, and what was wrong with the first that
    /// can't.
    Result<void> change(const std::vector<TargetConnection>& connections);
    void remove(const QString& id);
    /// Several, told of once.
    void remove(const QStringList& ids);
    /// Puts a connection before another one, or at the end where that is empty.
    void move(const QString& id, const QString& before);
    /// Behind the one it was made from; gives its id.
    Result<QString> duplicate(const QString& id);

    /// Errors: Unreadable, NewerVersion; what was changed then lasts until the program ends.
    Result<void> save();

    /// Adds what another file holds: all of it, or nothing where any of it is wrong or a secret.
    /// What leads to the same place is there already and skipped. Whom a connection trusts is left
    /// out: that is for a person to say, by change(). Not saved yet.
    Result<Imported> importFrom(const QString& file);
    /// Without secrets, as this holds none.
    Result<void> exportTo(const QString& file) const;

Q_SIGNALS:
    /// One was added, changed, removed or moved, or several at once.
    void changed();

private:
    void load();
    [[nodiscard]] bool takeBackup();
    void keepDamaged();
    Result<void> takeOthers();
    /// Whether it was another before.
    [[nodiscard]] Result<bool> put(const TargetConnection& connection);
    [[nodiscard]] Imported merge(const ConnectionFile& other);
    [[nodiscard]] std::vector<TargetConnection>::iterator at(const QString& id);

    const QString m_file;
    ConnectionFile m_book;
    QStringList m_notices;
    std::optional<Error> m_readOnly;
    bool m_damaged = false;
    QByteArray m_text;   ///< of the file, as it was read or written here last
    QSet<QString> m_ids; ///< of all that ever were in this book
};

} // namespace tierwatch
