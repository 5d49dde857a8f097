Console.WriteLine("orleans-scheduler");
