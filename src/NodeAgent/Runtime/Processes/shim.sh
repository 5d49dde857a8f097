#!/bin/sh
# Parent of one container: lives without the agent, so that the container's exit code is never lost.
# Arguments: the container's folder, the isolating command (one word per argument) up to "--", the container's command.
# Variables begin with _os_ because the container's environment is this script's.
_os_dir=$1
_os_init=$2
shift 2
umask 077
exec </dev/null >>"$_os_dir/shim.log" 2>&1

_os_record() {
    printf '%s\n' "$2" >"$_os_dir/$1.tmp" && /bin/mv -f "$_os_dir/$1.tmp" "$_os_dir/$1"
}

read -r _os_pid _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _os_ticks _ </proc/self/stat
_os_record shim "$_os_pid $_os_ticks"
unset _os_pid _os_ticks

_os_words=
while [ "$1" != "--" ]; do
    _os_words="$_os_words $1"
    shift
done
shift
export _os_dir _os_init

# The isolating command does not fork: the inner shell's one child is the first process of the new process ids, and its exit code is seen
# here as it is. In the foreground, because a background command would ignore SIGINT and SIGQUIT.
$_os_words /bin/sh -c '/bin/sh "$_os_init" "$@"; exit $?' run "$@"
_os_record exit "$?"

# What the container left in this session ends with it.
kill -KILL 0
