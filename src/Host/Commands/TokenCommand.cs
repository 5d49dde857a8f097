using System.CommandLine;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Joining;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>token create</c>: prints the command that makes a machine a node, with a token that expires.</summary>
internal static class TokenCommand
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "Directory of the cluster.",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataDirectories.Default,
    };

    private static readonly Option<string?> Pki = new("--pki")
    {
        Description = "Directory of the cluster's CA and token key, as given to 'server' (default: DIR/pki).",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Node = new("--node")
    {
        Description = "The only node it is for, which may exist already (default: any node that does not).",
        HelpName = "NAME",
    };

    private static readonly Option<double> Hours = new("--hours")
    {
        Description = "How long the token is valid.",
        HelpName = "N",
        DefaultValueFactory = _ => 24,
    };

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "URL by which the machine reaches the cluster (default: what 'server --advertise' said).",
        HelpName = "URL",
    };

    public static Command Create()
    {
        var create = new Command("create", "Print the command that makes a machine a node of this cluster.")
        {
            Data, Pki, Node, Hours, Server,
        };
        create.SetGuardedAction(PrintAsync);
        return new Command("token", "Tokens by which machines join the cluster.") { create };
    }

    private static async Task<int> PrintAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var data = Path.GetFullPath(parsed.GetRequiredValue(Data));
        var server = parsed.GetValue(Server) ?? await DataDirectories.ReadAdvertisedAsync(data, cancellationToken);
        var own = DataDirectories.Pki(data);
        var (certificates, tokens) = await ClusterPki.OpenAsync(
            Path.GetFullPath(parsed.GetValue(Pki) ?? own), own, [], TimeProvider.System, cancellationToken);
        var lifetime = TimeSpan.FromHours(parsed.GetRequiredValue(Hours));
        var token = tokens.Issue(ClusterIdentities.Joiner(parsed.GetValue(Node)), lifetime);
        Console.WriteLine(JoinCommandLine.Render(server, token, CaHash.Of(certificates.Ca)));
        var end = TimeProvider.System.GetUtcNow() + lifetime;
        await Console.Error.WriteLineAsync($"Run this on the machine that is to be a node, before {end:u}.");
        return 0;
    }
}
