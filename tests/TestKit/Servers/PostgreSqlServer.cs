using System.Diagnostics;

namespace OrleansScheduler.TestKit.Servers;

/// <summary>A PostgreSQL server with one database. It refuses to run as root, so root starts it as another user.</summary>
public sealed class PostgreSqlServer : TestServer
{
    private const string User = "postgres";
    private const string Database = "orleans_scheduler";

    private static readonly string[] Needed = ["initdb", "postgres", "createdb", "pg_isready"];
    private readonly int _port = FreePort.Take();
    private bool _hasDatabase;

    /// <summary>Why it cannot run here, and what to do about it; null when it can.</summary>
    public static string? Missing => Programs is null || (Environment.IsPrivilegedProcess && SetPriv.Path is null)
        ? "PostgreSQL is not installed (Debian: apt-get install postgresql util-linux)."
        : null;

    public override string ConnectionString => $"Host=127.0.0.1;Port={_port};Database={Database};Username={User}";

    public override string Provider => "PostgreSql";

    private static Tool SetPriv { get; } = new("setpriv");

    /// <summary>The directory of the newest installed server's programs.</summary>
    private static string? Programs { get; } =
        new[] { "/usr/lib/postgresql" }.Where(System.IO.Directory.Exists)
            .SelectMany(System.IO.Directory.GetDirectories)
            .Select(version => Path.Combine(version, "bin"))
            .Append(Path.GetDirectoryName(new Tool("initdb").Path) ?? "")
            .Where(bin => Needed.All(program => File.Exists(Path.Combine(bin, program))))
            .MaxBy(bin => bin, StringComparer.Ordinal);

    private string Data => Path.Combine(Directory, "data");

    protected override ProcessStartInfo Command()
    {
        if (!System.IO.Directory.Exists(Data))
        {
            GiveAway();
            Run(Program("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-sync"));
        }

        return Program("postgres", "-D", Data, "-p", $"{_port}", "-k", Directory, "-c", "listen_addresses=127.0.0.1");
    }

    protected override Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        string[] place = ["-h", "127.0.0.1", "-p", $"{_port}", "-U", User];
        _hasDatabase = _hasDatabase || TryRun(Program("createdb", [.. place, Database]));
        return Task.FromResult(_hasDatabase && TryRun(Program("pg_isready", place)));
    }

    private static ProcessStartInfo Program(string name, params string[] arguments)
    {
        var path = Path.Combine(Programs ?? throw new InvalidOperationException(Missing), name);
        var start = Environment.IsPrivilegedProcess
            ? new ProcessStartInfo(
                SetPriv.Path ?? throw new InvalidOperationException(Missing),
                ["--reuid", User, "--regid", User, "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = "/";
        return start;
    }

    private void GiveAway()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run(new ProcessStartInfo("chown", [User, Directory]));
        }
    }

    private static void Run(ProcessStartInfo start)
    {
        if (!TryRun(start))
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed.");
        }
    }

    private static bool TryRun(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
