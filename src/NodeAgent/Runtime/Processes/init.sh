#!/bin/sh
# First process of one container, inside its namespaces: joins its cgroups, mounts its volumes, and becomes its command.
# Arguments: those of start.sh after the working folder. Settings are files in $_os_dir: cgroups, mounts, hostname, workdir, private
# (own mounts), processes (own process ids) and user (the words that make a command another user's).
umask 022

# Here and not around this script: its parent would add a line of its own when a signal ends it.
exec >>"$_os_dir/stdout" 2>>"$_os_dir/stderr"

_os_record() {
    printf '%s\n' "$2" >"$_os_dir/$1.tmp" && /bin/mv -f "$_os_dir/$1.tmp" "$_os_dir/$1"
}

_os_fail() {
    _os_record starterror "$1"
    exit 128
}

# The /proc seen here is still the machine's, so this is the process id the agent signals.
read -r _os_pid _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _os_ticks _ </proc/self/stat
_os_record pid "$_os_pid $_os_ticks"

if [ -f "$_os_dir/cgroups" ]; then
    while read -r _os_group; do echo 0 >"$_os_group" || _os_fail "cannot join cgroup $_os_group"; done <"$_os_dir/cgroups"
fi

# Below a user namespace the file belongs to the machine's root, and only the system call is left.
if [ -f "$_os_dir/hostname" ]; then
    { /bin/cat "$_os_dir/hostname" >/proc/sys/kernel/hostname || /bin/hostname -F "$_os_dir/hostname"; } 2>/dev/null
fi

_os_root=

# Makes a folder whose missing entries can be added without touching the machine's: a tmpfs that shows the old entries.
_os_mirror() {
    mount -t tmpfs -o mode=755 tmpfs "$_os_root$1" || _os_fail "cannot mount over $1"
    for _os_entry in "$1"/* "$1"/.[!.]*; do
        if [ -L "$_os_entry" ]; then
            cp -P "$_os_entry" "$_os_root$_os_entry"
        elif [ -d "$_os_entry" ]; then
            mkdir "$_os_root$_os_entry" && mount --rbind "$_os_entry" "$_os_root$_os_entry"
        elif [ -e "$_os_entry" ]; then
            : >"$_os_root$_os_entry" && mount --bind "$_os_entry" "$_os_root$_os_entry"
        fi
    done
}

# Ensures that $1 exists in the container: a folder, or a file when $2 is one.
_os_ensure() {
    [ -e "$_os_root$1" ] && return
    if [ -z "$_os_root" ]; then
        _os_root=$_os_dir/root
        mkdir -p "$_os_root"
        _os_mirror ""
    fi
    _os_parent=${1%/*}
    while [ -n "$_os_parent" ] && [ ! -d "$_os_root$_os_parent" ]; do _os_parent=${_os_parent%/*}; done
    case $_os_mirrored in *" $_os_parent "*) ;; *)
        [ -n "$_os_parent" ] && _os_mirror "$_os_parent"
        _os_mirrored="$_os_mirrored $_os_parent " ;;
    esac
    if [ -d "$2" ]; then
        mkdir -p "$_os_root$1"
    else
        mkdir -p "$_os_root${1%/*}" && : >"$_os_root$1"
    fi || _os_fail "mkdir $1: cannot create the mount point"
}

# Follows the machine's links on the way to $1 (such as /var/run), which below another root would lead back out to the machine.
_os_resolve() {
    _os_parent=$1
    _os_rest=
    while [ -n "$_os_parent" ] && [ ! -d "$_os_parent" ]; do
        _os_rest=/${_os_parent##*/}$_os_rest
        _os_parent=${_os_parent%/*}
    done
    _os_parent=$(cd -P "$_os_parent/" && pwd -P) || _os_fail "mkdir $1: cannot create the mount point"
    _os_target=${_os_parent%/}$_os_rest
}

PATH=/usr/sbin:/usr/bin:/sbin:/bin
if [ -s "$_os_dir/mounts" ]; then
    _os_mirrored=" "
    while IFS='	' read -r _os_mode _os_source _os_target; do
        _os_resolve "$_os_target"
        _os_ensure "$_os_target" "$_os_source"
        mount --bind "$_os_source" "$_os_root$_os_target" || _os_fail "cannot mount $_os_target"
        if [ "$_os_mode" = ro ]; then
            mount -o remount,bind,ro "$_os_root$_os_target" || _os_fail "cannot mount $_os_target read-only"
        fi
    done <"$_os_dir/mounts"
fi

if [ -f "$_os_dir/workdir" ]; then
    read -r _os_work <"$_os_dir/workdir"
    if [ -f "$_os_dir/private" ] && [ ! -e "$_os_root$_os_work" ]; then _os_ensure "$_os_work" /; fi
    if [ -e "$_os_root$_os_work" ] && [ ! -d "$_os_root$_os_work" ]; then _os_fail "mkdir $_os_work: not a directory"; fi
    [ -d "$_os_root$_os_work" ] || mkdir -p "$_os_root$_os_work" || _os_fail "mkdir $_os_work: cannot be created"
else
    _os_work=/
fi

[ -f "$_os_dir/processes" ] && { mount -t proc proc "$_os_root/proc" || _os_fail "cannot mount /proc"; }

# As text and with open files, because another user may enter neither the agent's folder nor the container's.
_os_as=
[ -f "$_os_dir/user" ] && read -r _os_as <"$_os_dir/user"
_os_script=$(/bin/cat "$_os_start") || _os_fail "the start script cannot be read"
exec 8>"$_os_dir/started" 9>"$_os_dir/starterror"
[ -n "$_os_root" ] && exec chroot "$_os_root" $_os_as /bin/sh -c "$_os_script" start "$_os_work" "$@"
exec $_os_as /bin/sh -c "$_os_script" start "$_os_work" "$@"
