using System.CommandLine;
using OrleansScheduler.Host.Joining;

namespace OrleansScheduler.Host.Commands;

/// <summary>The flags by which an agent joins a cluster, as <c>token create</c> prints them.</summary>
internal sealed class JoinFlags
{
    private readonly Option<string?> _server = new("--join")
    {
        Description = "The cluster to join; done once, afterwards DIR/kubeconfig is used and this has no effect.",
        HelpName = "URL",
    };

    private readonly Option<string?> _token = new("--token")
    {
        Description = "The token to join with.",
        HelpName = "T",
    };

    private readonly Option<string?> _caHash = new("--ca-hash")
    {
        Description = "The hash of the cluster's CA; no other cluster is joined.",
        HelpName = "sha256:HEX",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_token);
        command.Options.Add(_caHash);
    }

    public async Task JoinAsync(ParseResult parsed, string node, string kubeconfig, CancellationToken cancellationToken)
    {
        if ((parsed.GetValue(_server), parsed.GetValue(_token), parsed.GetValue(_caHash)) is not ({ } url, { } token, { } hash))
        {
            throw new CommandException(
                $"There is no kubeconfig at {kubeconfig}: give --join, --token and --ca-hash, as 'token create' prints them.");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var server) || server.Scheme != Uri.UriSchemeHttps)
        {
            throw new CommandException($"--join takes an https URL, not '{url}'.");
        }

        await new NodeJoin(server, token, hash).JoinAsync(node, kubeconfig, cancellationToken);
    }
}
