// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#include "support/throwawaypostgres.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <array>

#ifdef Q_OS_LINUX
#include <csignal>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace tierwatch::test {

namespace {

constexpr int patienceMs = 30'000;

/// Where Debian and Ubuntu keep the server's programs: a folder a version, none in the path.
QString programsFolder()
{
    const QDir versions(u"/usr/lib/postgresql"_s);
    QStringList names = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    std::ranges::sort(names, {}, [](const QString& name) { return -name.toInt(); });
    for (const QString& name : names) {
        const QString folder = versions.filePath(name + u"/bin"_s);
        if (QFile::exists(folder + u"/initdb"_s) && QFile::exists(folder + u"/postgres"_s))
            return folder;
    }
    return {};
}

bool write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

#ifdef Q_OS_LINUX

struct User
{
    uid_t id = 0;
    gid_t group = 0;
};

/// Who the server runs as: whoever runs the test, unless that is root.
User serverUser()
{
    if (::getuid() != 0)
        return {::getuid(), ::getgid()};
    std::array<char, 4096> room{};
    passwd entry{};
    passwd* found = nullptr;
    for (const char* name : {"postgres", "nobody"}) {
        if (::getpwnam_r(name, &entry, room.data(), room.size(), &found) == 0 && found)
            return {entry.pw_uid, entry.pw_gid};
    }
    return {65534, 65534};
}

/// A port that nobody has at this moment.
int freePort()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    void* const raw = &address;
    const bool ok = ::bind(listener, static_cast<sockaddr*>(raw), size) == 0 &&
                    ::getsockname(listener, static_cast<sockaddr*>(raw), &size) == 0;
    ::close(listener);
    return ok ? ntohs(address.sin_port) : 0;
}

bool giveAway(const QString& path)
{
    const User user = serverUser();
    return ::chown(QFile::encodeName(path).constData(), user.id, user.group) == 0;
}

/// What a test that crashed could not remove.
void removeLeftovers()
{
    const QDir temporary(QDir::tempPath());
    for (const QString& name : temporary.entryList({u"tierwatch-pg-*"_s}, QDir::Dirs)) {
        QDir folder(temporary.filePath(name));
        QFile owner(folder.filePath(u"owner"_s));
        if (owner.open(QIODevice::ReadOnly) &&
            !QFile::exists(u"/proc/"_s + QString::fromLatin1(owner.readAll())))
            folder.removeRecursively();
    }
}

#else

void removeLeftovers() {}

int freePort()
{
    return 0;
}

bool giveAway(const QString&)
{
    return false;
}

#endif

} // namespace

QProcessEnvironment ThrowawayPostgres::environment()
{
    QProcessEnvironment environment;
    environment.insert(u"TIERWATCH_SOURCE_PASSWORD"_s, QLatin1StringView(password));
    return environment;
}

ThrowawayPostgres::~ThrowawayPostgres()
{
    stop();
}

void ThrowawayPostgres::tame([[maybe_unused]] QProcess& process)
{
#ifdef Q_OS_LINUX
    process.setChildProcessModifier([user = serverUser(), wasRoot = ::getuid() == 0] {
        if (wasRoot &&
            (::setgroups(0, nullptr) != 0 || ::setgid(user.group) != 0 || ::setuid(user.id) != 0))
            ::_exit(1);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    });
#endif
}

QString ThrowawayPostgres::start()
{
    if (!m_folder) {
        if (QString problem = prepare(); !problem.isEmpty()) {
            m_folder.reset();
            return problem;
        }
    }
    // Somebody else may take the port in between: then another is taken.
    for (int attempt = 0; attempt < 5; ++attempt) {
        if (m_port == 0)
            m_port = freePort();
        if (launch())
            return {};
        m_port = 0;
    }
    return u"the PostgreSQL server did not start"_s;
}

QString ThrowawayPostgres::prepare()
{
    if (!QSqlDatabase::isDriverAvailable(u"QPSQL"_s))
        return u"Qt's driver QPSQL is not installed"_s;
    m_programs = programsFolder();
    if (m_programs.isEmpty())
        return u"there is no PostgreSQL server under /usr/lib/postgresql"_s;
    removeLeftovers();
    m_folder = std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/tierwatch-pg-XXXXXX"_s);
    return makeCluster();
}

QString ThrowawayPostgres::makeCluster()
{
    const QString secret = m_folder->filePath(u"password"_s);
    if (!write(secret, password) || !write(m_folder->filePath(u"owner"_s),
                                           QByteArray::number(QCoreApplication::applicationPid())))
        return u"the folder for the PostgreSQL cluster can't be written"_s;
    if (!giveAway(m_folder->path()) || !giveAway(secret))
        return u"the folder for the PostgreSQL cluster can't be given to another user"_s;
    QProcess initdb;
    tame(initdb);
    initdb.setProcessChannelMode(QProcess::MergedChannels);
    initdb.start(m_programs + u"/initdb"_s,
                 {u"-D"_s, m_folder->filePath(u"data"_s), u"-U"_s, u"tierwatch"_s, u"-A"_s,
                  u"scram-sha-256"_s, u"--pwfile"_s, secret, u"-E"_s, u"UTF8"_s, u"--locale=C"_s,
                  u"--no-sync"_s});
    if (initdb.waitForFinished(patienceMs) && initdb.exitCode() == 0)
        return {};
    return u"initdb failed: "_s + QString::fromLocal8Bit(initdb.readAll()).right(300);
}

bool ThrowawayPostgres::launch()
{
    m_server = std::make_unique<QProcess>();
    tame(*m_server);
    m_server->setProcessChannelMode(QProcess::MergedChannels);
    m_server->start(m_programs + u"/postgres"_s,
                    {u"-D"_s, m_folder->filePath(u"data"_s), u"-p"_s, QString::number(m_port),
                     u"-c"_s, u"listen_addresses=127.0.0.1"_s, u"-c"_s,
                     u"unix_socket_directories="_s, u"-c"_s, u"fsync=off"_s, u"-c"_s,
                     u"shared_buffers=16MB"_s, u"-c"_s, u"timezone=Asia/Kolkata"_s});
    QByteArray said;
    while (!said.contains("ready to accept connections")) {
        if (!m_server->waitForReadyRead(patienceMs)) {
            stop();
            return false;
        }
        said += m_server->readAll();
    }
    return true;
}

void ThrowawayPostgres::stop()
{
    if (!m_server)
        return;
#ifdef Q_OS_LINUX
    if (m_server->processId() > 0)
        ::kill(pid_t(m_server->processId()), SIGINT); // "fast": without waiting for clients
#endif
    if (!m_server->waitForFinished(patienceMs)) {
        m_server->kill();
        m_server->waitForFinished(patienceMs);
    }
    m_server.reset();
}

bool ThrowawayPostgres::exec(const QStringList& statements) const
{
    const QString name = u"other-program"_s;
    bool ok = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QPSQL"_s, name);
        const SourceOptions reach = options();
        database.setHostName(reach.host);
        database.setPort(reach.port);
        database.setDatabaseName(reach.database);
        database.setUserName(reach.user);
        database.setPassword(QLatin1StringView(password));
        ok = database.open();
        for (const QString& statement : statements) {
            QSqlQuery query(database);
            ok = ok && query.exec(statement);
            if (!ok) {
                qWarning().noquote() << statement << query.lastError().text();
                break;
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return ok;
}

SourceOptions ThrowawayPostgres::options() const
{
    SourceOptions options;
    options.driver = u"QPSQL"_s;
    options.host = u"127.0.0.1"_s;
    options.port = m_port;
    options.database = u"postgres"_s;
    options.user = u"tierwatch"_s;
    options.password = []() -> Result<std::optional<QString>> {
        return std::optional(QString(QLatin1StringView(password)));
    };
    return options;
}

} // namespace tierwatch::test
