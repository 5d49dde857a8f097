namespace OrleansScheduler.Host.Joining;

/// <summary>The one command that makes a machine a node.</summary>
internal static class JoinCommandLine
{
    public static string Render(string server, string token, string caHash) =>
        $"orleans-scheduler agent --join {server} --token {token} --ca-hash {caHash}";
}
