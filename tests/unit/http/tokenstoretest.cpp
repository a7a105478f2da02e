// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "http/tokenstore.h"

#include "http/auditlog.h"
#include "http/tokentext.h"
#include "support/fakeclock.h"
#include "support/otherprogram.h"
#include "support/quiet.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace tierwatch::test {

namespace {

#ifdef Q_OS_WIN
constexpr bool openFilesCanGo = false;
#else
constexpr bool openFilesCanGo = true;
#endif

} // namespace

class TokenStoreTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aTokenSpeaksForItsUserWithItsRole();
    void whatIsNoTokenOfOursIsRefused_data();
    void whatIsNoTokenOfOursIsRefused();
    void aTokenEndsWithItsLife();
    void aRevokedTokenIsRefusedAtOnce();
    void aRotatedTokenHasAnotherSecret();
    void aRotatedTokenBeginsItsLifeAnew();
    void whatAnotherProcessDoesIsNoticedWithinASecond();
    void aFileThatWasPutInItsPlaceIsNoticed();
    void aFileThatIsRemovedTakesTheTokensWithIt();
    void tokensOutliveARestart();
    void twoTokensDoNotShareAName();
    void theNameOfARevokedTokenIsFree();
    void impossibleWishesAreRefused_data();
    void impossibleWishesAreRefused();
    void whatIsNotThereCanNotBeRevokedOrRotated();
    void theListTellsAllButTheSecret();
    void theLastUseIsNotWrittenOnEachRequest();
    void aRoleOfANewerProgramHasNoRights();
    void everyChangeIsInTheAuditLog();
    void theSecretIsNowhereButAsItsHash();

private:
    [[nodiscard]] std::unique_ptr<TokenStore> opened() const;
    [[nodiscard]] QString make(const QString& name, Role role = Role::Viewer,
                               std::optional<std::chrono::seconds> ttl = {});
    [[nodiscard]] QString refusalOf(const QString& secret);
    [[nodiscard]] bool isTaken(const QString& secret)
    {
        return m_store->authenticate(secret.toLatin1()).ok();
    }

    FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TokenStore> m_store;
    std::optional<Quiet> m_quiet;
};

void TokenStoreTest::init()
{
    m_quiet.emplace();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = opened();
    QVERIFY(m_store);
}

void TokenStoreTest::cleanup()
{
    m_store.reset();
    QUIET(*m_quiet);
    m_quiet.reset();
}

std::unique_ptr<TokenStore> TokenStoreTest::opened() const
{
    const auto file = ControlFile::open(m_folder->path());
    auto store = file ? TokenStore::open(*file, m_clock) : file.error();
    return store ? *std::move(store) : nullptr;
}

QString TokenStoreTest::make(const QString& name, Role role,
                             std::optional<std::chrono::seconds> ttl)
{
    const auto token = m_store->create({name, role, {}, ttl});
    return token ? token->secret : token.error().message;
}

QString TokenStoreTest::refusalOf(const QString& secret)
{
    const auto principal = m_store->authenticate(secret.toUtf8());
    if (principal || principal.error().code != ErrorCode::NotAllowed)
        return u"it was taken"_s;
    return principal.error().detail;
}

void TokenStoreTest::aTokenSpeaksForItsUserWithItsRole()
{
    const auto token = m_store->create({u"desk"_s, Role::Operator, u"ana"_s});
    QVERIFY(token.ok());
    const auto principal = m_store->authenticate(token->secret.toLatin1());
    QVERIFY(principal.ok());
    QCOMPARE(principal->tokenId, token->info.id);
    QCOMPARE(principal->name, u"desk"_s);
    QCOMPARE(principal->role, Role::Operator);
    QCOMPARE(principal->username, u"ana"_s);
    QCOMPARE(m_store->authenticate(make(u"own"_s).toLatin1())->username, u"own"_s);
}

void TokenStoreTest::whatIsNoTokenOfOursIsRefused_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("why");
    QTest::newRow("nothing") << QString() << u"malformed"_s;
    QTest::newRow("a password") << u"secret"_s << u"malformed"_s;
    QTest::newRow("a token of others") << tokentext::create() << u"unknown"_s;
}

void TokenStoreTest::whatIsNoTokenOfOursIsRefused()
{
    QFETCH(QString, secret);
    QFETCH(QString, why);
    QVERIFY(isTaken(make(u"desk"_s)));
    QCOMPARE(refusalOf(secret), why);
}

void TokenStoreTest::aTokenEndsWithItsLife()
{
    const QString token = make(u"desk"_s, Role::Viewer, 60s);
    m_clock.advanceMs(59'999);
    QVERIFY(isTaken(token));
    m_clock.advanceMs(1);
    QCOMPARE(refusalOf(token), u"expired desk"_s);
}

void TokenStoreTest::aRevokedTokenIsRefusedAtOnce()
{
    const QString token = make(u"desk"_s);
    const QString other = make(u"other"_s);
    QVERIFY(m_store->revoke(u"desk"_s).ok());
    QCOMPARE(refusalOf(token), u"revoked desk"_s);
    QVERIFY(isTaken(other));
}

void TokenStoreTest::aRotatedTokenHasAnotherSecret()
{
    const auto token = m_store->create({u"desk"_s, Role::Operator, u"ana"_s});
    const auto rotated = m_store->rotate(u"desk"_s);
    QVERIFY(rotated.ok());
    QCOMPARE(refusalOf(token->secret), u"unknown"_s);
    const auto principal = m_store->authenticate(rotated->secret.toLatin1());
    QCOMPARE(principal->tokenId, token->info.id);
    QCOMPARE(principal->role, Role::Operator);
    QCOMPARE(principal->username, u"ana"_s);
}

void TokenStoreTest::aRotatedTokenBeginsItsLifeAnew()
{
    static_cast<void>(make(u"desk"_s, Role::Viewer, 60s));
    m_clock.advanceMs(50'000);
    const auto rotated = m_store->rotate(u"desk"_s);
    QCOMPARE(rotated->info.expiresMs, m_clock.wallMs() + 60'000);
    m_clock.advanceMs(59'000);
    QVERIFY(isTaken(rotated->secret));
    m_clock.advanceMs(1'000);
    QVERIFY(!isTaken(rotated->secret));
}

void TokenStoreTest::whatAnotherProcessDoesIsNoticedWithinASecond()
{
    const auto other = opened();
    const auto token = other->create({u"desk"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(token->secret), 1000);
    QVERIFY(other->revoke(u"desk"_s).ok());
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(token->secret), u"revoked desk"_s, 1000);
}

void TokenStoreTest::aFileThatIsRemovedTakesTheTokensWithIt()
{
    if (!openFilesCanGo)
        QSKIP("Windows lets nobody remove a file that is open");
    const QString token = make(u"desk"_s);
    QVERIFY(QFile::remove(m_folder->filePath(u"control.db"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(refusalOf(token), u"unknown"_s, 1000);
    QVERIFY(!m_store->create({u"again"_s}).ok());
}

void TokenStoreTest::aFileThatWasPutInItsPlaceIsNoticed()
{
    if (!openFilesCanGo)
        QSKIP("Windows lets nobody remove a file that is open");
    const QString token = make(u"desk"_s);
    const QString path = m_folder->filePath(u"control.db"_s);
    QVERIFY(QFile::remove(path));
    QTRY_VERIFY_WITH_TIMEOUT(!isTaken(token), 1000);
    const auto other = opened();
    const auto fresh = other->create({u"fresh"_s});
    QTRY_VERIFY_WITH_TIMEOUT(isTaken(fresh->secret), 1000);
    QVERIFY(!isTaken(token));
}

void TokenStoreTest::tokensOutliveARestart()
{
    const QString token = make(u"desk"_s, Role::Administrator);
    m_store = opened();
    QCOMPARE(m_store->authenticate(token.toLatin1())->role, Role::Administrator);
}

void TokenStoreTest::twoTokensDoNotShareAName()
{
    const QString token = make(u"desk"_s);
    const auto second = m_store->create({u"desk"_s});
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, ErrorCode::InvalidArgument);
    QVERIFY(second.error().message.contains(u"desk"));
    QVERIFY(isTaken(token));
    QCOMPARE(m_store->list()->size(), 1);
}

void TokenStoreTest::theNameOfARevokedTokenIsFree()
{
    const QString first = make(u"desk"_s);
    QVERIFY(m_store->revoke(u"desk"_s).ok());
    const QString second = make(u"desk"_s);
    QVERIFY(isTaken(second));
    QCOMPARE(refusalOf(first), u"revoked desk"_s);
}

void TokenStoreTest::impossibleWishesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Role>("role");
    QTest::addColumn<QString>("username");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("no name") << QString() << Role::Viewer << QString() << qint64(60);
    QTest::newRow("a space") << u"my desk"_s << Role::Viewer << QString() << qint64(60);
    QTest::newRow("an option") << u"--role"_s << Role::Viewer << QString() << qint64(60);
    QTest::newRow("too long") << QString(65, u'x') << Role::Viewer << QString() << qint64(60);
    QTest::newRow("a token") << tokentext::create() << Role::Viewer << QString() << qint64(60);
    QTest::newRow("no role") << u"desk"_s << Role::None << QString() << qint64(60);
    QTest::newRow("a line") << u"desk"_s << Role::Viewer << u"a\nb"_s << qint64(60);
    QTest::newRow("a long user") << u"desk"_s << Role::Viewer << QString(129, u'x') << qint64(60);
    QTest::newRow("no life") << u"desk"_s << Role::Viewer << QString() << qint64(0);
    QTest::newRow("a life before") << u"desk"_s << Role::Viewer << QString() << qint64(-1);
    QTest::newRow("for ever") << u"desk"_s << Role::Viewer << QString() << qint64(4'000'000'000);
}

void TokenStoreTest::impossibleWishesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(Role, role);
    QFETCH(QString, username);
    QFETCH(qint64, seconds);
    const auto token = m_store->create({name, role, username, std::chrono::seconds(seconds)});
    QVERIFY(!token.ok());
    QCOMPARE(token.error().code, ErrorCode::InvalidArgument);
    QVERIFY(!token.error().message.isEmpty());
    QVERIFY(m_store->list()->empty());
}

void TokenStoreTest::whatIsNotThereCanNotBeRevokedOrRotated()
{
    QCOMPARE(m_store->revoke(u"desk"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->rotate(u"desk"_s).error().code, ErrorCode::NotFound);
    static_cast<void>(make(u"desk"_s));
    QVERIFY(m_store->revoke(u"desk"_s).ok());
    QCOMPARE(m_store->revoke(u"desk"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(m_store->rotate(u"desk"_s).error().code, ErrorCode::NotFound);
}

void TokenStoreTest::theListTellsAllButTheSecret()
{
    const auto token = m_store->create({u"desk"_s, Role::Operator, u"ana"_s, 60s});
    m_clock.advanceMs(5'000);
    QVERIFY(isTaken(token->secret));
    static_cast<void>(make(u"gone"_s));
    QVERIFY(m_store->revoke(u"gone"_s).ok());
    const auto list = m_store->list();
    QCOMPARE(list->size(), 2);
    const TokenInfo& info = list->front();
    QCOMPARE(info.name, u"desk"_s);
    QCOMPARE(info.role, Role::Operator);
    QCOMPARE(info.username, u"ana"_s);
    QCOMPARE(info.createdMs, m_clock.wallMs() - 5'000);
    QCOMPARE(info.expiresMs, m_clock.wallMs() + 55'000);
    QCOMPARE(info.usedMs, m_clock.wallMs());
    QVERIFY(!info.revokedMs);
    QVERIFY(list->back().revokedMs.has_value());
    QVERIFY(!list->back().usedMs);
}

void TokenStoreTest::theLastUseIsNotWrittenOnEachRequest()
{
    const QString token = make(u"desk"_s);
    OtherProgram other(m_folder->filePath(u"control.db"_s));
    const QString before = other.first(u"PRAGMA data_version"_s);
    for (int i = 0; i < 1000; ++i)
        QVERIFY(isTaken(token));
    QCOMPARE(other.first(u"PRAGMA data_version"_s), before);
    const qint64 used = m_clock.wallMs();
    m_store.reset();
    QCOMPARE(other.first(u"SELECT used_ms FROM tokens"_s), QString::number(used));
}

void TokenStoreTest::aRoleOfANewerProgramHasNoRights()
{
    const QString token = make(u"desk"_s, Role::Administrator);
    OtherProgram other(m_folder->filePath(u"control.db"_s));
    QVERIFY(other.exec({u"UPDATE tokens SET role = 'auditor'"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(m_store->authenticate(token.toLatin1())->role, Role::None, 1000);
}

void TokenStoreTest::everyChangeIsInTheAuditLog()
{
    AuditRecord by;
    by.who = {7, u"boss"_s, Role::Administrator, u"eva"_s};
    QVERIFY(m_store->create({u"desk"_s}, by).ok());
    QVERIFY(m_store->rotate(u"desk"_s, by).ok());
    QVERIFY(m_store->revoke(u"desk"_s, by).ok());
    const auto refused = m_store->revoke(u"desk"_s, by);
    QVERIFY(!refused.ok());
    const auto file = ControlFile::open(m_folder->path());
    const auto records = AuditLog(*file, m_clock).before(100, 100);
    QCOMPARE(records->size(), 3);
    const QList<QByteArray> actions = {"token-revoke", "token-rotate", "token-create"};
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const QByteArray& json = (*records)[size_t(i)].json;
        QVERIFY(json.contains(actions[i]));
        QVERIFY(json.contains(R"("token":"boss")"));
        QVERIFY(json.contains(R"("name":"desk")"));
    }
    QVERIFY(!AuditLog(*file, m_clock).verify()->brokenId);
}

void TokenStoreTest::theSecretIsNowhereButAsItsHash()
{
    const QString token = make(u"desk"_s);
    QVERIFY(isTaken(token));
    const auto rotated = m_store->rotate(u"desk"_s);
    QVERIFY(m_store->revoke(u"desk"_s).ok());
    m_store.reset();
    bool hashFound = false;
    for (const QFileInfo& info : QDir(m_folder->path()).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QString& secret : {token, rotated->secret}) {
            QVERIFY(!bytes.contains(secret.mid(3).toLatin1()));
            QVERIFY(!bytes.contains(
                QByteArray::fromBase64(secret.mid(3).toLatin1(), QByteArray::Base64UrlEncoding)));
        }
        hashFound = hashFound || bytes.contains(tokentext::hashOf(rotated->secret.toLatin1()));
    }
    QVERIFY(hashFound);
}

} // namespace tierwatch::test

QTEST_GUILESS_MAIN(tierwatch::test::TokenStoreTest)
#include "tokenstoretest.moc"
