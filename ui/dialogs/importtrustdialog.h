// SPDX-FileCopyrightText: 2026 The Tierwatch authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "settings/targetconnection.h"

#include <QDialog>

#include <vector>

class QVBoxLayout;

namespace tierwatch {

/// Asks whether connections from somebody else's file may trust whom that file says: each is named,
/// with whom it would trust. accepted() means all of them; Enter says no. GUI thread; deletes
/// itself when closed.
class ImportTrustDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit ImportTrustDialog(const std::vector<TargetConnection>& trusting,
                               QWidget* parent = nullptr);

private:
    void buildText(QVBoxLayout& layout, const std::vector<TargetConnection>& trusting);
};

/// A sentence for each thing that this connection would trust.
[[nodiscard]] QStringList trustSentences(const TargetConnection& connection);

} // namespace tierwatch
