// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QUrl>

#include <memory>
#include <vector>

class QTcpServer;
class QTcpSocket;

namespace tierwatch::test {

/// Many services in one process, each on a port of its own, with answers that cost next to nothing:
/// a published cache's figures, or those of a service that has the contract's calls alone. Lives in
/// the thread it is made in, which has to run its event loop.
class ManyServices final : public QObject
{
    Q_OBJECT
public:
    enum class Manner {
        Prompt,
        ContractAlone, ///< prompt, too
        Slow,
        Dead,    ///< takes connections and answers nothing
        Refusing ///< nobody listens
    };

    explicit ManyServices(QObject* parent = nullptr);
    ~ManyServices() override;

    /// False where the system has no port, or no file, for it.
    [[nodiscard]] bool add(int count, Manner manner);
    void setSlowMs(int ms) { m_slowMs = ms; }

    [[nodiscard]] int size() const { return int(m_services.size()); }
    [[nodiscard]] QList<QUrl> urls() const;
    [[nodiscard]] static QUrl urlOf(quint16 port);
    [[nodiscard]] quint16 port(int service) const { return m_services[std::size_t(service)].port; }
    /// How often its figures were asked for.
    [[nodiscard]] qint64 asked(int service) const { return m_services[std::size_t(service)].asked; }

private:
    struct Service
    {
        Manner manner = Manner::Prompt;
        quint16 port = 0;
        qint64 asked = 0;
        std::unique_ptr<QTcpServer> server;
    };

    [[nodiscard]] bool addOne(Manner manner);
    void accept(std::size_t service);
    void read(std::size_t service, QTcpSocket& socket);
    void answer(std::size_t service, QTcpSocket& socket, const QByteArray& request);
    [[nodiscard]] QByteArray answerTo(const Service& service, const QByteArray& path) const;

    std::vector<Service> m_services;
    int m_slowMs = 1500;
    QHash<QTcpSocket*, QByteArray> m_read;
    QByteArray m_self;
    std::vector<QByteArray> m_figures; ///< given in turn, so that they differ
    std::vector<QByteArray> m_contract;
    QHash<QByteArray, QByteArray> m_besides; ///< by path
};

} // namespace tierwatch::test
