using System.Globalization;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Jobs;

// Sums the squares of 1 to 1000 in ten parts: each pod sums a hundred of them and prints its sum.
const int Parts = 10;
const string Script = """
    first=$((JOB_COMPLETION_INDEX * 100 + 1)); sum=0; i=$first
    while [ $i -lt $((first + 100)) ]; do sum=$((sum + i * i)); i=$((i + 1)); done
    echo $sum
    """;

using var cluster = OrleansSchedulerClient.FromKubeconfig();
var job = await cluster.Jobs.SubmitAsync(new JobBuilder("squares").Array(Parts, parallelism: 4).Shell(Script));

// A part that had to be tried twice prints twice: the last line of an index counts.
var sums = new Dictionary<int, long>();
await foreach (var line in cluster.Jobs.LogsAsync(job))
{
    if (line.Index is { } part)
    {
        sums[part] = long.Parse(line.Text, CultureInfo.InvariantCulture);
    }
}

(await cluster.Jobs.WaitAsync(job)).EnsureSucceeded();
Console.WriteLine($"{sums.Count} parts, sum {sums.Values.Sum()}");
