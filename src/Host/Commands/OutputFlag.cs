using System.CommandLine;

namespace OrleansScheduler.Host.Commands;

/// <summary><c>-o json</c>: for programs in place of people.</summary>
internal sealed class OutputFlag
{
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "json: everything, for programs.",
        HelpName = "FORMAT",
    };

    public OutputFlag()
    {
        _output.AcceptOnlyFromAmong("json");
    }

    public void AddTo(Command command) => command.Options.Add(_output);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_output) == "json";
}
