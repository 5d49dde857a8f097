using System.CommandLine;
using OrleansScheduler.Sdk;

namespace OrleansScheduler.Host.Commands;

/// <summary>Which cluster a command talks to, as whom, and about which namespace; kubectl's flags.</summary>
internal sealed class ClientFlags
{
    private readonly Option<string?> _kubeconfig = new("--kubeconfig")
    {
        Description = "The kubeconfig to use (default: $KUBECONFIG, then ~/.kube/config).",
        HelpName = "FILE",
    };

    private readonly Option<string?> _context = new("--context")
    {
        Description = "The context of the kubeconfig to use.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _namespace = new("--namespace", "-n")
    {
        Description = "The namespace (default: the context's).",
        HelpName = "NAMESPACE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_namespace);
        command.Options.Add(_kubeconfig);
        command.Options.Add(_context);
    }

    public OrleansSchedulerClient Open(ParseResult parsed) =>
        OrleansSchedulerClient.FromKubeconfig(parsed.GetValue(_kubeconfig), parsed.GetValue(_context));

    public string Namespace(ParseResult parsed, OrleansSchedulerClient client) =>
        parsed.GetValue(_namespace) ?? client.Namespace;
}
