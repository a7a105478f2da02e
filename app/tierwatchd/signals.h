// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace tierwatch {

/// Turns the signals of the system into Qt's. The first Ctrl+C or SIGTERM asks for an orderly end;
/// the second ends the program there and then, whatever holds it up (what is promised to be on the
/// disk is there). One at a time, made and destroyed on the main thread.
class Signals final : public QObject
{
    Q_OBJECT
public:
    Signals();
    ~Signals() override;
    Q_DISABLE_COPY_MOVE(Signals)

Q_SIGNALS:
    void endWanted();
    void reloadWanted(); ///< SIGHUP; not on Windows

private:
    void look();

    QTimer m_timer;
};

} // namespace tierwatch
