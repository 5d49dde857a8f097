using System.CommandLine;
using OrleansScheduler.Host.Commands;

var root = new RootCommand(
    """
    A cluster manager: Orleans silos inside, the Kubernetes API outside.

    Try it:   orleans-scheduler run deploy/samples/primes.yaml     one Job, start to end, nothing left behind
              orleans-scheduler dev                                a cluster that stays up, for kubectl
    """)
{
    RunCommand.Create(),
    DevCommand.Create(),
    ServerCommand.Create(),
    AgentCommand.Create(),
    TokenCommand.Create(),
    SimulateCommand.Create(),
    ExplainCommand.Create(),
    WhatIfCommand.Create(),
    KubeconfigCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
};

// Stopping ends the user's processes gracefully, which may take their whole grace period.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(90) };
return await root.Parse(args).InvokeAsync(invocation);
