# SPDX-FileCopyrightText: 2026 The Tierwatch authors
# SPDX-License-Identifier: MIT
# Completion of tierwatchctl in bash.

_tierwatchctl() {
    local commands='stats watch entries explain invalidate undo cleanup switch users watermarks log actions
        config benchmark export create-sample'
    local options='--workspace --file --control --attach --token-file --ca-file --insecure --json --company --type --user
        --tag --key --everything --purge --preview --yes --for --check --text --state --sort --ascending --limit --cursor --count
        --follow --hits --misses --interval --times --rounds --query --output --help --version'
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} words
    case $previous in
    --workspace | create-sample)
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
        ;;
    --file | --token-file | --ca-file | --output)
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --state) words='any active expired' ;;
    --sort) words='created expires size hits last_used key' ;;
    --for) words='10m 1h 1d' ;;
    switch) words='global user type auto_invalidate' ;;
    export) words='entries log actions users' ;;
    *)
        if [[ $current == -* ]]; then
            words=$options
        elif [[ " ${COMP_WORDS[*]:1:COMP_CWORD-1} " == *" switch "* ]]; then
            words='on off'
        else
            words=$commands
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _tierwatchctl tierwatchctl
