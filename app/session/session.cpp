// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include "settings/shownconfig.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace tierwatch {

namespace {

constexpr quint64 sampleSeed = 20'261'112;

} // namespace

QString Session::currentUser()
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    return environment.value(u"USER"_s, environment.value(u"USERNAME"_s, u"user"_s));
}

Result<std::unique_ptr<Session>> Session::open(const QString& folder, const QString& watchOnly,
                                               Clock& clock, std::shared_ptr<KeyStore> keyStore)
{
    auto workspace =
        Workspace::open(folder, QProcessEnvironment::systemEnvironment(), {}, std::move(keyStore));
    if (!workspace)
        return workspace.error();
    std::unique_ptr<Session> session(new Session(*std::move(workspace)));
    if (const Result<void> started = session->start(watchOnly, clock); !started)
        return started.error();
    return session;
}

Result<void> Session::start(const QString& watchOnly, Clock& clock)
{
    auto cache = WorkspaceCache::open(m_workspace, clock);
    if (!cache)
        return cache.error();
    m_cache = *std::move(cache);
    auto source = WorkspaceSource::open(m_workspace, *m_cache);
    if (!source)
        return source.error();
    m_source = *std::move(source);
    if (m_workspace.settings().boolean(Setting::WorkspaceSample))
        m_load = std::make_unique<SampleLoad>(askThrough(m_source->gateway()), clock, sampleSeed);
    publish(watchOnly);
    return {};
}

void Session::flush()
{
    // What it could not store is counted where the next program shows it.
    static_cast<void>(m_cache->accounting().flush());
    if (!m_cache->isViewOnly())
        m_cache->file().writer().flush();
}

void Session::publish(const QString& watchOnly)
{
    EngineTargetParts parts{m_workspace.title(), m_workspace.folder(), currentUser()};
    parts.catalog = [this] { return m_source->catalog(); };
    parts.config = [this] { return shownConfig(m_workspace.settings()); };
    parts.gateway = &m_source->gateway();
    parts.monitor = m_source->monitor();
    parts.benchmarker = &m_source->benchmarker();
    parts.watchOnly = watchOnly;
    if (m_load) {
        parts.sampleLoad = [this] { return m_load->state(); };
        parts.setSampleLoad = [this](const SetSampleLoad& wish) { return m_load->set(wish); };
    }
    m_target = std::make_unique<EngineTarget>(*m_cache, std::move(parts));
}

} // namespace tierwatch
