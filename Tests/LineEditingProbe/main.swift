try Probe.run()
