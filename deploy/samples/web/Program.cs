using OrleansScheduler.Samples.Web;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.AddOrleansScheduler("cluster");

var app = builder.Build();
app.MapHealthChecks("/health");

// POST /reports/2026-11 starts a Job and says where its state is.
app.MapPost("/reports/{month}", async (string month, OrleansSchedulerClient cluster, CancellationToken cancellationToken) =>
{
    var job = await cluster.Jobs.SubmitAsync(
        new JobBuilder("report").Command("echo", $"The report of {month}").Retries(2), cancellationToken);
    return Results.Accepted($"/reports/jobs/{job.Metadata.Name}", ReportState.Of(job));
});

app.MapGet("/reports/jobs/{name}", async (string name, OrleansSchedulerClient cluster, CancellationToken cancellationToken) =>
    await cluster.Jobs.Resources.FindAsync(cluster.Namespace, name, cancellationToken) is { } job
        ? Results.Ok(ReportState.Of(job))
        : Results.NotFound());

app.Run();
