// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/viewsettings.h"
#include "settings/targetconnection.h"

#include <QScrollArea>

class QBoxLayout;

namespace tierwatch {

class Door;

/// The first page a person sees: the doors into the program, and the theme. GUI thread.
class WelcomePage final : public QScrollArea
{
    Q_OBJECT
public:
    explicit WelcomePage(ViewSettings& view, QWidget* parent = nullptr);

    [[nodiscard]] Door& sampleDoor() const { return *m_sample; }
    /// Whether the sample is there already and only has to be opened.
    void setSampleExists(bool exists);
    /// The targets that were open last, in a row above the doors.
    void setRecent(const std::vector<TargetConnection>& recent);

Q_SIGNALS:
    void sampleWanted();
    void workspaceWanted();
    void fileWanted();
    void fileToActOnWanted();
    void serviceWanted();
    void connectionsWanted();
    void recentWanted(const tierwatch::TargetConnection& recent);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTitle(QBoxLayout& layout);
    void buildRecent(QBoxLayout& layout);
    void buildDoors(QBoxLayout& layout);
    [[nodiscard]] QBoxLayout* buildTheme(ViewSettings& view);

    QBoxLayout* m_doors = nullptr;
    QWidget* m_recent = nullptr;
    Door* m_sample = nullptr;
    Door* m_file = nullptr;
    Door* m_service = nullptr;
};

} // namespace tierwatch
