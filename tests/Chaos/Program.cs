using System.CommandLine;
using OrleansScheduler.Chaos;
using OrleansScheduler.Chaos.Clusters;
using OrleansScheduler.Chaos.Faults;

// Chaos --minutes 60 --seed 7 --silos 3 --storage postgresql
var minutes = new Option<double>("--minutes") { Description = "How long to disturb.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "Decides traffic and faults.", DefaultValueFactory = _ => 1 };
var silos = new Option<int>("--silos") { Description = "Silos; more than one need a shared storage.", DefaultValueFactory = _ => 1 };
var storage = new Option<string>("--storage")
{
    Description = $"What the silos keep their state in: {string.Join(", ", ClusterStorages.Names)}.",
    DefaultValueFactory = _ => ClusterStorages.Names[0],
};
var root = new RootCommand("Disturbs real silos under traffic and checks that nothing was lost, repeated or reordered.")
{
    minutes, seed, silos, storage,
};
root.SetAction(async (parsed, cancellationToken) =>
{
    await using var server = ClusterStorages.Create(parsed.GetRequiredValue(storage));
    var settings = new ChaosSettings
    {
        Seed = parsed.GetRequiredValue(seed),
        Duration = TimeSpan.FromMinutes(parsed.GetRequiredValue(minutes)),
        Silos = parsed.GetRequiredValue(silos),
    };
    var report = await new ChaosRun(settings, server, AllFaults.List, Console.Error.WriteLine).RunAsync(cancellationToken);
    Console.WriteLine(report);
    return report.Violations.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();
