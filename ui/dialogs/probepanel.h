// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QPushButton;

namespace tierwatch {

class IconLabel;
class TextLabel;

/// "Test connection" and its six steps, which tick one after another; the first that fails says
/// what happened, what it means and what to do, and those behind it show an en dash. GUI thread;
/// the desk outlives it.
class ProbePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ProbePanel(ConnectionDesk& desk, QWidget* parent = nullptr);
    ~ProbePanel() override;

    /// Tries it; what was tried before is given up.
    void start(const TargetConnection& connection, const Credentials& credentials);
    /// Nothing is tried, and nothing shown.
    void reset();
    void setPossible(bool possible);
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void testWanted();
    /// All six went well.
    void passed();
    /// The service showed a certificate that is not trusted, and somebody wants to look at it.
    void certificateWanted(const QString& presented, const QString& why);

private:
    struct Row
    {
        IconLabel* icon = nullptr;
        TextLabel* name = nullptr;
        TextLabel* sentence = nullptr;
    };
    static constexpr int stepCount = 6;

    void buildRows(QGridLayout& grid);
    void toggle();
    void stop();
    void tell(const ProbeResult& result);
    void showWaiting(int step);
    void finish();
    void updateButton();

    ConnectionDesk& m_desk;
    QPushButton* m_button;
    QPushButton* m_look;
    QWidget* m_steps;
    std::array<Row, stepCount> m_rows;
    QFuture<void> m_probe;
    quint64 m_attempt = 0; ///< what is told of older ones is dropped
    QString m_presented;
    QString m_why; ///< it is not trusted
    bool m_running = false;
    bool m_possible = false;
    bool m_failed = false;
};

} // namespace tierwatch
