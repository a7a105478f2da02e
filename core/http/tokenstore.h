// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "base/wake.h"
#include "http/auditrecord.h"
#include "http/controlfile.h"
#include "http/tokenstable.h"

#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

namespace tierwatch {

/// The tokens of a service. authenticate() asks memory alone; a thread looks several times a second
/// whether another process changed the file, and notes when each token was last used, once a
/// minute. A token is shown once, when it is made, and kept as its SHA-256 only. Every change is in
/// the audit log, in the same transaction. Any thread; owned by the program's composition.
class TokenStore final
{
    Q_DECLARE_TR_FUNCTIONS(TokenStore)
public:
    /// Errors: those of ControlFile.
    [[nodiscard]] static Result<std::unique_ptr<TokenStore>> open(ControlFile file,
                                                                  const Clock& clock);
    ~TokenStore();
    Q_DISABLE_COPY_MOVE(TokenStore)

    /// Whom the text behind "Bearer " speaks for. Any failure is NotAllowed and means 401; its
    /// detail says why, for the audit log: "malformed", "unknown", "expired NAME", "revoked NAME".
    [[nodiscard]] Result<Principal> authenticate(QByteArrayView bearer);

    /// These block on the disk. `by` says who wants it; its action and detail are filled in here.
    /// Errors: InvalidArgument (a name, a time, a name that is taken), those of ControlFile.
    [[nodiscard]] Result<IssuedToken> create(const TokenWish& wish, AuditRecord by = {});
    /// Another secret in place of the one there is, which is then refused. A life that was limited
    /// begins anew. Errors: NotFound, those of ControlFile.
    [[nodiscard]] Result<IssuedToken> rotate(const QString& name, AuditRecord by = {});
    Result<TokenInfo> revoke(const QString& name, AuditRecord by = {});
    [[nodiscard]] Result<std::vector<TokenInfo>> list() const;

private:
    TokenStore(ControlFile file, const Clock& clock);
    [[nodiscard]] static Result<void> checkWish(const TokenWish& wish);
    [[nodiscard]] static Result<TokenInfo> live(TokensTable& tokens, const QString& name);
    [[nodiscard]] Result<TokenInfo> added(TokensTable& tokens, const TokenWish& wish,
                                          const QByteArray& hash) const;
    template <class Change>
    Result<TokenInfo> change(const char* action, AuditRecord by, Change change);
    Result<void> load(Connection& connection);
    void work(const std::stop_token& stop);
    void watch(Connection& connection, const std::stop_token& stop);
    void rest(const std::stop_token& stop);
    bool forgetWhereTheFileIsGone();
    void noteUses(Connection& connection);

    const ControlFile m_file;
    const Clock& m_clock;
    std::mutex m_loading; ///< held from reading the file to taking over what it says
    mutable std::mutex m_mutex;
    Wake m_wake;
    std::vector<StoredToken> m_tokens;
    std::unordered_map<qint64, qint64> m_uses; ///< by token, since they were last noted
    std::jthread m_thread;                     ///< last: it uses all of the above
};

} // namespace tierwatch
