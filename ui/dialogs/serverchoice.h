// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialogs/connectiondesk.h"

#include <QWidget>

class QComboBox;
class QToolButton;

namespace tierwatch {

/// Which source server to sign in to: one of those the service told of, or an id that was typed.
/// Empty = the only one. GUI thread.
class ServerChoice final : public QWidget
{
    Q_OBJECT
public:
    explicit ServerChoice(QWidget* parent = nullptr);

    void setServers(const std::vector<SourceServer>& servers);
    void setServer(const QString& id);
    [[nodiscard]] QString server() const;
    [[nodiscard]] QComboBox& box() const { return *m_box; }
    /// The button that has the service asked which there are.
    [[nodiscard]] QToolButton& ask() const { return *m_ask; }

Q_SIGNALS:
    /// A person chose or typed another one.
    void chosen();

private:
    QComboBox* m_box;
    QToolButton* m_ask;
};

} // namespace tierwatch
