#!/bin/sh
# Last step into a container, already as its user: its folder, a check that its command can be run, and the command itself.
# Arguments: the working folder, how many assignments follow that no shell variable can hold, those, the command.
# What is told goes to open files, because this user may not enter the folder they are in: 8 is "started", 9 is "starterror".
_os_fail() {
    printf '%s\n' "$1" >&9
    exit 128
}

cd "$1" 2>/dev/null || _os_fail "chdir to cwd (\"$1\") failed: permission denied"
_os_odd=$2
shift 2
PATH=$_os_path
eval "_os_command=\${$((_os_odd + 1))}"

case $_os_command in
*/*)
    [ -e "$_os_command" ] || _os_fail "exec: \"$_os_command\": stat $_os_command: no such file or directory"
    [ -d "$_os_command" ] && _os_fail "exec: \"$_os_command\": is a directory"
    [ -x "$_os_command" ] || _os_fail "exec: \"$_os_command\": permission denied"
    ;;
*)
    _os_rest=$PATH:
    _os_found=
    while [ -n "$_os_rest" ]; do
        _os_folder=${_os_rest%%:*}
        _os_rest=${_os_rest#*:}
        if [ -x "${_os_folder:-.}/$_os_command" ] && [ ! -d "${_os_folder:-.}/$_os_command" ]; then _os_found=1; break; fi
    done
    [ -n "$_os_found" ] || _os_fail "exec: \"$_os_command\": executable file not found in \$PATH"
    ;;
esac

echo 1 >&8
unset _os_dir _os_init _os_path _os_start OLDPWD
[ "$_os_odd" = 0 ] && exec "$@" 8>&- 9>&-
exec /usr/bin/env -- "$@" 8>&- 9>&-
