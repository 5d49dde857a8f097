using System.CommandLine;
using OrleansScheduler.Host.Cluster;
using OrleansScheduler.Host.Kubeconfigs;
using OrleansScheduler.Host.Pki;
using OrleansScheduler.Host.Tokens;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>kubeconfig</c>: prints a kubeconfig with a fresh token, for a person or a node.</summary>
internal static class KubeconfigCommand
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

    private static readonly Option<string> User = new("--user")
    {
        Description = "Name of the user.",
        DefaultValueFactory = _ => "admin",
    };

    private static readonly Option<string[]> Groups = new("--group")
    {
        Description = "Groups of the user (repeatable; default system:masters, which may do everything).",
    };

    private static readonly Option<string?> Node = new("--node")
    {
        Description = "Make it for the agent of this node instead of a person.",
        HelpName = "NAME",
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "How long the token is valid.",
        DefaultValueFactory = _ => 365,
    };

    private static readonly Option<string?> Server = new("--server")
    {
        Description = "URL to put in, where clients reach the cluster by another address.",
        HelpName = "URL",
    };

    public static Command Create()
    {
        var command = new Command("kubeconfig", "Print a kubeconfig with a fresh token, for a person or for a node.")
        {
            Data, Pki, User, Groups, Node, Days, Server,
        };
        command.SetGuardedAction(PrintAsync);
        return command;
    }

    private static async Task<int> PrintAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var data = Path.GetFullPath(parsed.GetRequiredValue(Data));
        var endpoint = DataDirectories.Endpoint(data);
        if (!File.Exists(endpoint))
        {
            throw new CommandException($"No cluster has run in {data} yet: start one with 'server' or 'dev' first.");
        }

        var own = DataDirectories.Pki(data);
        var (certificates, tokens) = await ClusterPki.OpenAsync(
            Path.GetFullPath(parsed.GetValue(Pki) ?? own), own, [], TimeProvider.System, cancellationToken);
        var token = tokens.Issue(Identity(parsed), TimeSpan.FromDays(parsed.GetRequiredValue(Days)));
        var url = parsed.GetValue(Server) ?? await File.ReadAllTextAsync(endpoint, cancellationToken);
        Console.Write(KubeconfigFile.Render(url.Trim(), certificates.CaPem, token));
        return 0;
    }

    private static UserIdentity Identity(ParseResult parsed)
    {
        if (parsed.GetValue(Node) is { } node)
        {
            return ClusterIdentities.Node(node);
        }

        var groups = parsed.GetValue(Groups) is { Length: > 0 } given ? given : [UserIdentity.MastersGroup];
        return new UserIdentity(parsed.GetRequiredValue(User), groups);
    }
}
