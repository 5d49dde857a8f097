using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansScheduler.Host.Explaining;
using OrleansScheduler.Resources.Explanations;
using OrleansScheduler.Sdk.Pods;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>explain pod</c>: why a pod is where it is, or nowhere.</summary>
internal static class ExplainCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly ClientFlags Client = new();
    private static readonly OutputFlag Output = new();

    private static readonly Argument<string> Name = new("name") { Description = "Name of the pod." };

    private static readonly Option<string?> Node = new("--node")
    {
        Description = "Only about this node, in detail.",
        HelpName = "NAME",
    };

    private static readonly Option<int> Top = new("--top")
    {
        Description = "How many nodes to show, the best or nearest first; 0 for all.",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    };

    public static Command Create()
    {
        var pod = new Command(
            "pod",
            """
            Why a pod waits or runs where it does: per node the scheduler's objections in Kubernetes' words, what is missing in numbers,
            what would help, and the scores of the nodes that fit. Asks the scheduler itself; changes nothing.

            Needs the right to 'get' 'pods/explain'.
            """)
        {
            Name, Node, Top,
        };
        Client.AddTo(pod);
        Output.AddTo(pod);
        pod.SetGuardedAction(ExplainAsync);
        return new Command("explain", "Ask the scheduler for its reasons.") { pod };
    }

    private static async Task<int> ExplainAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = Client.Open(parsed);
        var options = new ExplainOptions { Node = parsed.GetValue(Node), Limit = parsed.GetRequiredValue(Top) };
        var json = await client.Pods.ExplainAsync(
            Client.Namespace(parsed, client), parsed.GetRequiredValue(Name), options, cancellationToken);
        if (Output.IsJson(parsed))
        {
            Console.WriteLine(JsonNode.Parse(json)?.ToJsonString(Indented));
            return 0;
        }

        var console = new ExplanationConsole(ReportConsole.Create(Console.Out));
        console.Print(ExplanationJson.Read(Encoding.UTF8.GetBytes(json)), inDetail: options.Node is not null);
        return 0;
    }
}
