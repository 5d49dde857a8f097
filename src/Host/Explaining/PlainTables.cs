using Spectre.Console;

namespace OrleansScheduler.Host.Explaining;

/// <summary>Aligned columns without lines, as kubectl prints them.</summary>
internal sealed class PlainTables(IAnsiConsole console)
{
    public void Print(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().NoBorder();
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)) { NoWrap = false, Padding = new Padding(0, 0, 3, 0) });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        console.Write(table);
    }
}
